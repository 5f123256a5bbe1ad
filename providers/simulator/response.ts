import { z } from 'zod';

import type { HttpResponse } from '../../messaging/http';
import type { SendResult } from '../../messaging/provider';
import { explainError } from './errors';

/** The Simulator's answer to a send: `{ messageId }`. Every other answer is a refusal. */
const delivered = z.object({ messageId: z.string().min(1) });

/** Reads the answer of `simulator/deliver.ts`. Total. */
export function readResponse(response: HttpResponse): SendResult {
	const read = delivered.safeParse(response.body);
	if (read.success) return { ok: true, messageId: read.data.messageId };
	return { ok: false, error: explainError({ kind: 'refused', ...response }) };
}
