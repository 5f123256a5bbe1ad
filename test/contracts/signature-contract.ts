import fc from 'fast-check';

import type { Secrets } from '../../messaging/inbound-request';
import type { ProviderAdapter } from '../../messaging/provider';
import { delivery } from '../fixtures/inbound';

/** The contract of every provider that signs its deliveries: only the received bytes decide. */
export interface SignatureContract {
	adapter: Pick<ProviderAdapter, 'name' | 'authenticate'>;
	secrets: Secrets;
	/** Returns the headers with which the provider would send these bytes. */
	sign: (rawBody: Buffer) => Record<string, string>;
}

/** The same JSON in other bytes: spacing, escapes, order, a byte order mark, no JSON at all. */
const SPELLINGS: ReadonlyArray<readonly [string, string]> = [
	['plain', '{"entry":[{"id":"1","text":"Olá"}]}'],
	['odd spacing', '{ "entry" :\t[ {"id":"1",\n\n "text" : "Olá" } ] }\r\n'],
	['escaped unicode', '{"entry":[{"id":"1","text":"Ol\\u00e1 \\ud83e\\udd50 \\/"}]}'],
	['upper-case escapes', '{"entry":[{"id":"1","text":"Ol\\u00E1"}]}'],
	['doubled keys', '{"entry":[],"entry":[{"id":"1"}]}'],
	['a byte order mark', '\ufeff{"entry":[]}'],
	['numbers of odd form', '{"time":1.0e3,"id":98765432109876543210}'],
	['no JSON', 'entry=1&text=Ol%C3%A1'],
	['nothing', ''],
];

/** Declares the tests. */
export function signatureContract({ adapter, secrets, sign }: SignatureContract): void {
	const verdict = (rawBody: Buffer, headers: Record<string, string>, by: Secrets = secrets) =>
		adapter.authenticate(delivery(undefined, { rawBody, headers }), by).ok;

	describe(`${adapter.name}: signatures`, () => {
		it.each(SPELLINGS)('accepts what is signed: %s', (_name, text) => {
			const rawBody = Buffer.from(text, 'utf8');
			expect(verdict(rawBody, sign(rawBody))).toBe(true);
		});

		it.each(SPELLINGS.filter(([, text]) => isSpelledDifferently(text)))(
			'refuses the signature of the same JSON written again: %s',
			(_name, text) => {
				const writtenAgain = Buffer.from(JSON.stringify(JSON.parse(text)), 'utf8');
				expect(verdict(Buffer.from(text, 'utf8'), sign(writtenAgain))).toBe(false);
			},
		);

		it('accepts any bytes that are signed, and refuses them when one is changed', () => {
			fc.assert(
				fc.property(
					fc.uint8Array({ minLength: 1 }),
					fc.nat(),
					fc.integer({ min: 1, max: 255 }),
					(bytes, where, change) => {
						const rawBody = Buffer.from(bytes);
						const headers = sign(rawBody);
						expect(verdict(rawBody, headers)).toBe(true);
						const forged = Buffer.from(rawBody);
						const place = where % forged.length;
						forged[place] = (forged[place] ?? 0) ^ change;
						expect(verdict(forged, headers)).toBe(false);
					},
				),
			);
		});

		it('refuses unsigned bytes, and bytes that are signed with another secret', () => {
			const rawBody = Buffer.from('{}');
			const others = Object.fromEntries(Object.keys(secrets).map((name) => [name, 'another']));
			expect(verdict(rawBody, {})).toBe(false);
			expect(verdict(rawBody, sign(rawBody), others)).toBe(false);
		});

		it('refuses everything while no secret is set', () => {
			const rawBody = Buffer.from('{}');
			expect(verdict(rawBody, sign(rawBody), {})).toBe(false);
		});

		it('accepts any header without a throw, and never reveals a secret', () => {
			const names = Object.keys(sign(Buffer.alloc(0)));
			expect(names.length).toBeGreaterThan(0);
			fc.assert(
				fc.property(fc.string({ unit: 'binary' }), (value) => {
					const headers = Object.fromEntries(names.map((name) => [name, value]));
					const result = adapter.authenticate(delivery({}, { headers }), secrets);
					expect(result.ok).toBe(false);
					for (const secret of Object.values(secrets)) {
						expect(JSON.stringify(result)).not.toContain(secret);
					}
				}),
			);
		});
	});
}

function isSpelledDifferently(text: string): boolean {
	try {
		return JSON.stringify(JSON.parse(text)) !== text;
	} catch {
		return false;
	}
}
