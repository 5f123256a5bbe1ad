import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { compileConsentWords, endsPromotions } from '../../messaging/consent-words';
import { PROVIDERS } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { delivery } from '../fixtures/inbound';

/**
 * Payloads of other projects. None of their texts may count as consent by accident. They are read in place, and never
 * copied.
 */
const FOLDER = path.resolve(__dirname, '../../../shared/foreign');

/** Texts that are consent, with the reason. */
const CONSENT: Readonly<Record<string, string>> = {
	Unsubscribe: 'The title and the id of a quick reply whose only meaning is the opt-out.',
};

function textsOf(provider: (typeof PROVIDERS)[number]): string[] {
	const folder = path.join(FOLDER, provider);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown)
		.flatMap((body) => providers[provider].parse(delivery(body)))
		.flatMap(({ message, button }) => [message?.text ?? '', button?.id ?? '', button?.title ?? ''])
		.filter((text) => text !== '');
}

const words = compileConsentWords();
const isConsent = (text: string) =>
	endsPromotions(text) ||
	[true, false].some((typed) => words.read(text, { typed, offered: [] }) !== undefined);

if (existsSync(FOLDER)) {
	it('no text of another project is consent, except those on the list', () => {
		const texts = PROVIDERS.flatMap(textsOf);
		expect(texts.length).toBeGreaterThan(300);
		expect([...new Set(texts.filter(isConsent))]).toEqual(Object.keys(CONSENT));
	});
} else {
	process.stderr.write('Payloads of other projects are not read: there is no ../shared/foreign.\n');
	it('knows that payloads of other projects are absent', () => {
		expect(existsSync(FOLDER)).toBe(false);
	});
}
