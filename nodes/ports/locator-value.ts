/**
 * The chosen value of a resource locator. n8n's own `extractValue` is not asked, because it fails where the field is
 * hidden for the chosen provider; our locators have no mode whose value would have to be extracted.
 */
export function locatorValue(parameter: unknown): string {
	const value =
		typeof parameter === 'object' && parameter !== null && 'value' in parameter
			? parameter.value
			: parameter;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
