"""Running kernels: code objects, and the simulated HSA device on the CPU."""
