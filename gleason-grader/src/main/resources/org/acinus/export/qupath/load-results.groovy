// Acinus: loads one slide's results into the image that is open, where they belong.
// Research use only; not a medical device.
//
// QuPath 0.4 or later: open the slide, then Automate > Script editor, open this file, Run. In a project, Run for project does
// all its slides. QuPath shows slides of some formats (MRXS, SCN, VMS) cropped to their scanned part, or whole, as its
// settings say; the objects are moved to whichever is open. Running it again replaces what an earlier run loaded.

import groovy.json.JsonSlurper
import java.awt.geom.AffineTransform
import java.nio.file.Paths
import qupath.lib.color.ColorMaps
import qupath.lib.gui.tools.MeasurementMapper
import qupath.lib.io.PathIO
import qupath.lib.objects.PathObjectTools

// Where acinus export qupath wrote its files; those beside an open project come first.
def exported = new File('@FOLDER@')
def beside = getProject()?.getPath()?.getParent()?.toFile()
def folder = beside != null && new File(beside, '@INDEX@').exists() ? beside : exported
def indexFile = new File(folder, '@INDEX@')
if (!indexFile.exists())
    throw new IOException("${indexFile} is not there: correct the line that begins with 'def exported'")
def index = new JsonSlurper().parse(indexFile, 'UTF-8')

// Which slide is this? By its place, else by its name if only one has it.
def server = getCurrentServer()
def here = server.getURIs().collect { Paths.get(it) }
def entry = index.slides.find { slide -> here.any { it.toString() == slide.path } }
if (entry == null) {
    def named = index.slides.findAll { slide -> here.any { it.getFileName().toString() == slide.name } }
    if (named.size() > 1)
        throw new IllegalArgumentException("${named.size()} slides are called ${named[0].name}: open the one that Acinus read")
    entry = named ? named[0] : null
}
if (entry == null) {
    println "Acinus has no result for ${here}"
    return
}

// Cropped to the scanned part, or whole?
def bounds = entry.bounds
boolean cropped = server.getWidth() == bounds.width && server.getHeight() == bounds.height
if (!cropped && (server.getWidth() < bounds.x + bounds.width || server.getHeight() < bounds.y + bounds.height))
    throw new IllegalArgumentException("The open image is ${server.getWidth()} x ${server.getHeight()} px, which is neither the "
        + "whole of ${entry.name} nor its scanned part: nothing was loaded, since it would land in the wrong place")
double fromX = index.frame == 'bounds' ? bounds.x : 0
double fromY = index.frame == 'bounds' ? bounds.y : 0
double toX = cropped ? bounds.x : 0
double toY = cropped ? bounds.y : 0

def objects = PathIO.readObjects(new File(folder, entry.geojson))
if (fromX != toX || fromY != toY) {
    def move = AffineTransform.getTranslateInstance(fromX - toX, fromY - toY)
    objects = objects.collect { PathObjectTools.transformObject(it, move, true, false) }
}
def ids = objects.collect { it.getID() } as Set
removeObjects(getAllObjects(false).findAll { ids.contains(it.getID()) }, true)
addObjects(objects)
fireHierarchyUpdate()

// The colours of the heatmap, where a viewer is open and tiles have a measurement of their own.
def tiles = getTileObjects()
def viewer = getCurrentViewer()
if (viewer != null && !tiles.isEmpty() && index.tiles == 'each') {
    def ramp = index.colours
    def colours = ColorMaps.createColorMap('Acinus influence', ramp.red as int[], ramp.green as int[], ramp.blue as int[])
    def mapper = new MeasurementMapper(colours, 'Influence', tiles)
    mapper.setDisplayMinValue(-ramp.limit)
    mapper.setDisplayMaxValue(ramp.limit)
    viewer.getOverlayOptions().setMeasurementMapper(mapper)
    viewer.getOverlayOptions().setFillDetections(true)
}
println "${entry.name}: ${objects.size()} objects, ${entry.notice}"
