import { z } from 'zod/v4';

/** The topic under which pushes to GitHub are heard of. */
export const PUSH_TOPIC = 'github.push';

const pushSchema = z.object({
  repository: z.object({ html_url: z.url({ protocol: /^https?$/ }) }),
});

/** The address of the repository that somebody pushed to; undefined if the event doesn't tell. */
export function readPush(payload: unknown): string | undefined {
  return pushSchema.safeParse(payload).data?.repository.html_url;
}
