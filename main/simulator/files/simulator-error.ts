// Why the simulator did not start, in words for whoever started it.
export class SimulatorError extends Error {
  override name = 'SimulatorError';
}
