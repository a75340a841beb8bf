/** How long this process works on something, in milliseconds: what else the machine does is not counted. */
export async function cpuTimeOf(work: () => unknown): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}
