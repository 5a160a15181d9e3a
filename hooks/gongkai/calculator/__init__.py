"""算得清: reads a policy's conditions and formula, reckons situations step by step, and tries its cases."""
