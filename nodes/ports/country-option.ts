import { getCountries } from 'libphonenumber-js/max';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** Every country with phone numbers of its own, by its English name. */
const COUNTRIES: INodePropertyOptions[] = getCountries()
	.map((country) => ({ name: NAMES.of(country) ?? country, value: country }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** Country of phone numbers without country code, where the number of the business does not give it. */
export const defaultCountryOption: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: [{ name: 'None', value: '' }, ...COUNTRIES],
	default: '',
	description:
		'Country of phone numbers without country code, such as (11) 98888-0001. The country of your business number counts more. This one is used while that is unknown.',
};

/** Returns the ISO 3166-1 alpha-2 code of the chosen country; `undefined` when none is chosen. */
export function readDefaultCountry(chosen: unknown): string | undefined {
	return typeof chosen === 'string' ? chosen.trim().toUpperCase() || undefined : undefined;
}
