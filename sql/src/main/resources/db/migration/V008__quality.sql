-- How much of a slide's tissue is spoilt, kind by kind (org.acinus.quality): shares of quality_tissue_mm2, 0 to 1, in the
-- order of quality_kinds. Null for runs whose slides nobody judged.
ALTER TABLE acinus.run
    ADD COLUMN quality_tissue_mm2 double precision,
    ADD COLUMN quality_kinds      text[],
    ADD COLUMN quality_shares     double precision[],
    ADD CONSTRAINT run_quality CHECK (cardinality(quality_kinds) = cardinality(quality_shares)
        AND (quality_kinds IS NULL) = (quality_tissue_mm2 IS NULL));
