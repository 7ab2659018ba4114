package org.acinus.cli.doctor;

import java.util.List;

/// A native part inside a jar, for this kind of machine.
///
/// @param name for the report
/// @param resource path on the class path, whose presence says that the part is there
/// @param machine `os.name` and `os.arch` that the part is made for
/// @param purpose what cannot be done without
record ClassPathPartCheck(String name, String resource, String machine, String purpose) implements Check {
    private static final String LINUX = "Linux amd64";

    /// The parts that this version of Acinus carries.
    static List<Check> all() {
        return List.of(
                new ClassPathPartCheck(
                        "ONNX Runtime",
                        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
                        LINUX,
                        "features cannot be extracted"),
                new ClassPathPartCheck(
                        "PyTorch",
                        "pytorch/cpu/linux-x86_64/libtorch_cpu.so",
                        LINUX,
                        "attention models can neither be run nor trained"),
                new ClassPathPartCheck(
                        "PyTorch binding", "jnilib/linux-x86_64/cpu/libdjl_torch.so", LINUX, "PyTorch cannot be used"),
                new ClassPathPartCheck(
                        "OpenCV",
                        "org/bytedeco/opencv/linux-x86_64/libjniopencv_core.so",
                        LINUX,
                        "tissue cannot be found"),
                new ClassPathPartCheck(
                        "PostgreSQL",
                        "postgres-linux-x86_64.txz",
                        LINUX,
                        "there is no embedded database, only --db with a server of your own"));
    }

    @Override
    public Finding examine() {
        String here = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!here.equals(machine)) {
            return new Finding.Missing(
                    "made for " + machine + ", this machine is " + here + ": " + purpose, "use a machine of that kind");
        }
        if (ClassPathPartCheck.class.getClassLoader().getResource(resource) == null) {
            return new Finding.Missing(
                    resource + " is not on the class path: " + purpose,
                    "unpack the release again, or remove cli/target and " + Installation.START_BY_LAUNCHER);
        }
        return new Finding.Good("for " + machine);
    }
}
