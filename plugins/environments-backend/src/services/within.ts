/** What is worked on, or the other answer where it is not there in time. */
export async function within<T, L>(
  work: Promise<T>,
  ms: number,
  late: L,
): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<L>(resolve => {
    timer = setTimeout(() => resolve(late), ms);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
