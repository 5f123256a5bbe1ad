import type { Reply } from '../whatsapp-cloud/calls';

/** Builds error answers in the two formats of Infobip (docs/facts/infobip.md#error-bodies). The texts are invented. */

const CODES: Readonly<Record<number, string>> = {
	400: 'BAD_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	429: 'TOO_MANY_REQUESTS',
	500: 'GENERAL_ERROR',
};

/**
 * Returns the error answer in the format of the product under `path`.
 *
 * @param faults the faults of the request, e.g. `/content/text must not be blank`
 */
export function refuse(path: string, status: number, text: string, faults: string[] = []): Reply {
	return {
		status,
		body: isApiError(path)
			? apiError(status, text, faults)
			: serviceException(status, text, faults),
	};
}

/** Returns whether the product under `path` answers with an `ApiError`, not with a `serviceException`. */
function isApiError(path: string): boolean {
	return /^\/(viber|messages-api)\/|^\/whatsapp\/1\/(events|templates)/.test(path);
}

function serviceException(status: number, text: string, faults: string[]): unknown {
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
