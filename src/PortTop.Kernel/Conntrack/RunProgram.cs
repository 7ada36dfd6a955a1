namespace PortTop.Kernel.Conntrack;

/// <summary>Runs a program in the network namespace that is read.</summary>
/// <param name="path">Its absolute path.</param>
/// <param name="arguments">Its arguments.</param>
internal delegate ProgramOutput RunProgram(string path, params string[] arguments);
