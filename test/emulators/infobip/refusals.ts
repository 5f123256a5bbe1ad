import type { Reply } from '../whatsapp-cloud/calls';

/** Refusals in the two forms of Infobip (docs/facts/infobip.md#error-bodies). Wording is ours. */

const CODES: Readonly<Record<number, string>> = {
	400: 'BAD_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	429: 'TOO_MANY_REQUESTS',
	500: 'GENERAL_ERROR',
};

/** @param faults what is wrong with the request, e.g. `/content/text must not be blank` */
export function refuse(path: string, status: number, text: string, faults: string[] = []): Reply {
	return {
		status,
		body: isApiError(path) ? apiError(status, text, faults) : exception(status, text, faults),
	};
}

/** Which product answers in which form. */
function isApiError(path: string): boolean {
	return /^\/(viber|messages-api)\/|^\/whatsapp\/1\/(events|templates)/.test(path);
}

function exception(status: number, text: string, faults: string[]): unknown {
	const entries = faults.map((fault) => {
		const [field = 'body', ...words] = fault.split(' ');
		return [field.replace(/^\//, '').replaceAll('/', '.') || 'body', [words.join(' ')]];
	});
	const validation =
		faults.length > 0 ? { validationErrors: Object.fromEntries(entries) as unknown } : {};
	return { requestError: { serviceException: { messageId: CODES[status], text, ...validation } } };
}

function apiError(status: number, description: string, faults: string[]): unknown {
	return {
		errorCode: `E${status}`,
		description,
		action: 'Check the request against the documentation.',
		violations: faults.map((fault) => {
			const [property = '', ...words] = fault.split(' ');
			return {
				property: property.replace(/^\//, '').replaceAll('/', '.'),
				violation: words.join(' '),
			};
		}),
		resources: [],
	};
}
