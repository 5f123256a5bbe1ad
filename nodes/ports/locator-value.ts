/**
 * Returns the chosen value of a resource locator. n8n's own `extractValue` fails where the field is hidden for the
 * chosen provider. It is not needed, because no mode of our locators has to extract its value.
 */
export function locatorValue(parameter: unknown): string {
	const value =
		typeof parameter === 'object' && parameter !== null && 'value' in parameter
			? parameter.value
			: parameter;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
