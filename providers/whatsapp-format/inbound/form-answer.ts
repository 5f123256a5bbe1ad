import { z } from 'zod';

import { readJsonText } from '../../../messaging/reading/json-text';
import { looseRecord, text } from '../../../messaging/reading/loose-json';
import type { Content } from './content';

/**
 * A filled-in form: a WhatsApp Flow, or an address (`nfm_reply`). The answers come as a JSON string. Their names stay
 * as the author of the form wrote them.
 */

const reply = z.object({ name: text, body: text, response_json: text });

/**
 * Reads a `nfm_reply`. The `body` of a Flow is WhatsApp's own "Sent" in some language and is left out. The `body` of an
 * address is the address in plain words, and becomes the text. Answers that are not a JSON object become `response`.
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
	return looseRecord.parse(readJsonText(response));
}
