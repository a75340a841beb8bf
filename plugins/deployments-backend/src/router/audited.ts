import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

/** Does something that the audit log tells, with how it ended. */
export async function audited<T>(
  auditor: AuditorService,
  request: Request,
  event: { eventId: string; meta: JsonObject },
  act: () => Promise<T>,
): Promise<T> {
  const entry = await auditor.createEvent({
    ...event,
    severityLevel: 'medium',
    request,
  });
  try {
    const result = await act();
    await entry.success();
    return result;
  } catch (error) {
    await entry.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
