import fc from 'fast-check';

import { redact } from '../../messaging/redact';

const PHONE = '5511988887777';
const PAIR = Buffer.from('app:secret').toString('base64');

describe('redact: what is left out', () => {
	it.each([
		['a bearer token', 'Authorization: Bearer k3y', 'Authorization: …'],
		['a basic credential', 'Basic YWJjOmRlZg== was refused', 'Basic … was refused'],
		['a short key', 'App 4f9a7c is unknown', 'App … is unknown'],
		['a key after the name of its header', 'authorization=App secret', 'authorization=…'],
		['a named secret', "api_key: 'x1y2', refreshToken=abc", 'api_key: …, refreshToken=…'],
		['a password in JSON', '{"password":"horse"}', '{"password":…}'],
		['an id with its secret', 'bot 123456:AA-invented-token failed', 'bot … failed'],
		['a web token', 'token eyJhbGci.eyJ0b2.c2ln refused', 'token … refused'],
		[
			'the query of an address',
			'GET https://a.example/b?sig=1#x failed',
			'GET https://a.example/b?… failed',
		],
		['the user of an address', 'at https://me:pw@a.example/b', 'at https://a.example/b'],
		['an e-mail address', 'marta@padaria.example bounced', '… bounced'],
	])('leaves out %s', (_, words, expected) => {
		expect(redact(words)).toBe(expected);
	});

	it.each([
		PHONE,
		`+${PHONE}`,
		'+55 11 98888-7777',
		'+55 (11) 98888-7777',
		'(11) 98888-7777',
		'11 98888-7777',
		'5511 98888-7777',
		'+1 415 555 0100',
		`whatsapp:+${PHONE}`,
		`${PHONE}@wa.gw.msging.net`,
	])('leaves out the phone number %s', (phone) => {
		const shown = redact(`Recipient ${phone} is not reachable`) ?? '';
		expect(shown).toMatch(/^Recipient .*is not reachable$/);
		expect(shown).not.toMatch(/\d/);
	});

	it.each([
		'Text "Olá, Marta" is too long',
		'Parameter "Marta" is not allowed',
		'Parameter "olá" is not allowed',
		'Code "4821" is not allowed',
		"Value 'it's Marta' is not allowed",
		'Value “Olá Marta” is not allowed',
		'Value «Olá Marta» is not allowed',
		'{"text":"ola"} is not allowed',
		'Not allowed: "Olá, Marta',
		'text: Olá Marta',
		'body=ola',
	])('leaves out the message in: %s', (words) => {
		const shown = redact(words) ?? '';
		expect(shown).toContain('…');
		expect(shown).not.toMatch(/ol[aá]|marta|4821/i);
	});
});

describe('redact: what stays', () => {
	it.each([
		'(#131030) Recipient phone number not in allowed list',
		'Parameter "messages[0].content" is missing',
		"Field 'recipient_type' must be one of 'individual'",
		'messages[0].content.text: must not be blank',
		'Bad request body: cannot have new-line/tab characters',
		'App is not known, Key Performance is low, token expired',
		'Try again on 2026-11-20 at 12:30:00',
		'HTTP 503 from https://api.example/v1/messages',
		'Template "order_update" in "pt_BR" does not exist',
	])('keeps: %s', (words) => {
		expect(redact(words)).toBe(words);
	});

	it('shortens a long explanation', () => {
		expect([...(redact('a b '.repeat(400)) ?? '')]).toHaveLength(301);
	});

	it('returns nothing for an empty explanation', () => {
		expect(redact(undefined)).toBeUndefined();
		expect(redact(' \n ')).toBeUndefined();
	});
});

describe('redact: any words', () => {
	it('leaves out every kind of secret, wherever it is in an explanation of any length', () => {
		const secrets = fc.constantFrom(
			...[`Basic ${PAIR}`, 'App canary4f9a7c', 'Bearer canary', 'api_key=canary'],
			...['"Olá canary"', '{"text":"canary"}', `+${PHONE}`, '(11) 98888-7777', PHONE],
		);
		// Words of 100 kB, as a provider may quote them.
		const around = fc.tuple(fc.constantFrom('Refused: ', 'no '), fc.constantFrom(1, 20, 300));
		fc.assert(
			fc.property(around, secrets, ([word, times], secret) => {
				const words = `${word.repeat(times)}${secret} ${'was not accepted '.repeat(6_000)}`;
				const shown = redact(words) ?? '';
				expect(shown).not.toMatch(/canary|98888/i);
				expect(shown).not.toContain(PAIR);
				expect(shown).toMatch(/^(?:Refused|no)/);
			}),
		);
	});

	it('shows no part of a secret at the end of the part that is read', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1_900, max: 2_100 }), (length) => {
				const secret = `EAA${'x1'.repeat(8)}`;
				// Quotations are left out, so that the end of the part that is read becomes visible.
				const words = `"${'a '.repeat(length / 2)}" ${secret} more words`;
				expect(redact(words)).not.toContain('EAA');
			}),
		);
	});

	it('returns text of bounded length', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (words) => {
				expect([...(redact(words) ?? '')].length).toBeLessThanOrEqual(301);
			}),
		);
	});
});
