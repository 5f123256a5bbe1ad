import { z } from 'zod';

import { record, text } from '../../../messaging/reading/loose-json';
import { withoutAbysses } from '../../../messaging/reading/nesting';
import type { Content } from './content';

/**
 * A filled-in form: a WhatsApp Flow, or an address (`nfm_reply`). The answers come as JSON inside a text, with the names
 * that the form's author gave them, which therefore stay as they are.
 */

const reply = z.object({ name: text, body: text, response_json: text });

/**
 * For a Flow `body` is only WhatsApp's own word "Sent" in some language; for an address it is the address as people
 * write it, and counts as the text. Answers that are no JSON object stand as they came, as `response`.
 */
export function formContent(part: unknown): Content | undefined {
	const read = reply.safeParse(part);
	if (!read.success || read.data.response_json === undefined) return undefined;
	const { name, body, response_json: response } = read.data;
	return {
		message: {
			type: 'form',
			text: name === 'address_message' ? (body ?? '') : '',
			form: answersIn(response) ?? { response },
		},
	};
}

function answersIn(response: string): Record<string, unknown> | undefined {
	try {
		const read = record.safeParse(withoutAbysses(JSON.parse(response)));
		return read.success ? read.data : undefined;
	} catch {
		return undefined;
	}
}
