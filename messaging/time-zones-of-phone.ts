import { countryOf } from './phone';

/**
 * Where a phone number may be, in time zones. Countries with several zones give all of them; Brazil is told apart by
 * the area code, because there nearly everybody lives in one zone and the others matter to those who live in them.
 */

/** By area code (Anatel's national numbering plan); every other is on the time of Brasília. */
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

/** IANA zones; none when the number's country is not known. Input is E.164. */
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

/** From the runtime's own data (CLDR). A method since ES2026, a property before. */
function readZones(country: string): string[] {
	const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
		getTimeZones?: () => string[];
		timeZones?: string[];
	};
	return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
