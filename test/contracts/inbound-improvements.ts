/**
 * Payloads of other projects that are deliberately read differently from the list of correct ones. The key is
 * `<provider>/<file>`. `fields` are those of the summary that may differ.
 */
export const IMPROVEMENTS: Readonly<
	Partial<Record<string, { fields: readonly string[]; reason: string }>>
> = {
	...improved(
		'whatsappCloud',
		['181'],
		['account'],
		'A changed user id has one name, whether a system message or a field reports it.',
	),
	...improved(
		'whatsappCloud',
		['392', '394', '395', '396', '397', '398', '435', '436', '437', '438', '439', '440'],
		['contact'],
		'An item that names a customer, e.g. a call, carries them as the contact.',
	),
};

function improved(
	provider: string,
	files: readonly string[],
	fields: readonly string[],
	reason: string,
): Record<string, { fields: readonly string[]; reason: string }> {
	return Object.fromEntries(files.map((file) => [`${provider}/${file}.json`, { fields, reason }]));
}
