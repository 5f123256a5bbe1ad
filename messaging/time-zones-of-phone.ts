import { countryOf } from './phone';

/**
 * Time zones in which a phone number may be. Countries with several zones give all of them. Brazil is resolved by area
 * code, because most of its numbers share one zone.
 */

/** Zones by area code (Anatel's national numbering plan). All other area codes use the time of Brasília. */
const BRAZILIAN_ZONES: Readonly<Record<string, string>> = {
	65: 'America/Cuiaba',
	66: 'America/Cuiaba',
	67: 'America/Campo_Grande',
	68: 'America/Rio_Branco',
	69: 'America/Porto_Velho',
	92: 'America/Manaus',
	95: 'America/Boa_Vista',
	97: 'America/Manaus',
};
const BRASILIA = 'America/Sao_Paulo';

/** Returns IANA zones, or none if the country of the number is unknown. Input is E.164. */
export function timeZonesOf(e164: string): string[] {
	const brazilian = /^\+55(\d\d)/.exec(e164);
	if (brazilian) return [BRAZILIAN_ZONES[brazilian[1] ?? ''] ?? BRASILIA];
	const country = countryOf(e164);
	return country === undefined ? [] : zonesOfCountry(country);
}

const known = new Map<string, string[]>();

function zonesOfCountry(country: string): string[] {
	const found = known.get(country) ?? readZones(country);
	known.set(country, found);
	return found;
}

/** Reads the runtime's own data (CLDR): a method since ES2026, a property before. */
function readZones(country: string): string[] {
	const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
		getTimeZones?: () => string[];
		timeZones?: string[];
	};
	return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
