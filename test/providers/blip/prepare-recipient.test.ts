import type { OutboundMessage } from '../../../messaging/outbound-message';
import type { Recipient, SendToPrepare } from '../../../messaging/provider';
import { prepareRecipient } from '../../../providers/blip/prepare-recipient';
import { network, refusal } from '../../fixtures/answering-network';
import { asked, failure, MARTA, ROUTER, SUBBOT, success, TUNNEL } from './bot';

const TYPED: Recipient = { id: '+5511988880001', phone: '+5511988880001' };
const TEXT: OutboundMessage = { type: 'text', text: 'Oi' };
const OLD_SPELLING = '551188880001@wa.gw.msging.net';

function prepared(given: Partial<SendToPrepare>, ...answers: Parameters<typeof network>) {
	const { http, requests } = network(...answers);
	const send: SendToPrepare = { message: TEXT, to: TYPED, from: ROUTER, ...given };
	return { result: prepareRecipient(send, http), requests };
}

describe('blip: a typed number', () => {
	it('a typed number is looked up with its plus, and goes to the address that WhatsApp knows', async () => {
		const { result, requests } = prepared({}, success({ alternativeAccount: OLD_SPELLING }));
		expect(await result).toEqual({
			ok: true,
			value: { id: OLD_SPELLING, phone: '+5511988880001', userId: OLD_SPELLING },
		});
		expect(asked(requests)).toEqual([
			{
				path: '/commands',
				to: 'postmaster@wa.gw.msging.net',
				method: 'get',
				uri: 'lime://wa.gw.msging.net/accounts/+5511988880001',
			},
		]);
	});

	it.each([
		['looked up', { id: '+5511988880001', userId: OLD_SPELLING }],
		['heard from', { id: OLD_SPELLING, userId: 'BR.40200000000001' }],
		['known behind a router', { id: TUNNEL }],
	])('a typed number is not looked up again once it was %s', async (_how, known) => {
		const { result, requests } = prepared({ known });
		expect(await result).toMatchObject({ ok: true });
		expect(requests).toEqual([]);
	});

	it.each([33, 42, 67, 83])(
		'a number without WhatsApp is refused, and does not count as a failed look-up (%d)',
		async (code) => {
			const { result } = prepared({}, failure(code));
			expect(await result).toMatchObject({ ok: false, error: { code: 'notOnWhatsApp' } });
		},
	);

	it('a typed number is not on WhatsApp when a success names no account', async () => {
		const { result } = prepared({}, success({ fullName: 'x' }));
		expect(await result).toMatchObject({ ok: false, error: { code: 'notOnWhatsApp' } });
	});

	it.each([31, 35, 62, 81])(
		'names the wrong key when WhatsApp does not answer to it (%d)',
		async (code) => {
			const { result } = prepared({ from: SUBBOT }, failure(code));
			expect(await result).toMatchObject({
				error: {
					code: 'botNotOnWhatsApp',
					reason: expect.stringContaining('"acmesub"') as string,
					remedy: expect.stringContaining('router') as string,
					meaning: 'wrongCredential',
				},
			});
		},
	);

	it('passes on every other failure', async () => {
		const { result } = prepared({}, refusal(429));
		expect(await result).toMatchObject({ error: { code: 'http429' } });
	});

	it('a typed number is an address at once on a channel without look-up', async () => {
		const from = { ...ROUTER, channel: 'telegram' } as const;
		const { result, requests } = prepared({ from, to: { id: '400000001' } });
		expect(await result).toMatchObject({ value: { id: '400000001@telegram.gw.msging.net' } });
		expect(requests).toEqual([]);
	});
});

describe('blip: the key of another bot', () => {
	it('the key of another bot is named when the credential and the sender differ, without a request', async () => {
		const { result, requests } = prepared({ from: { ...ROUTER, id: 'acmesub@msging.net' } });
		expect(await result).toMatchObject({
			error: {
				code: 'credentialOfAnotherBot',
				reason: expect.stringContaining('acmesub') as string,
			},
		});
		expect(requests).toEqual([]);
	});

	it('the key of another bot is named when Blip answers to another bot', async () => {
		const { result } = prepared({}, success({ identity: MARTA }, 'acmesub@msging.net/#1'));
		expect(await result).toMatchObject({
			error: {
				code: 'keyOfAnotherBot',
				reason: expect.stringMatching(/"acmesub".*"acmerouter"/) as string,
			},
		});
	});
});

describe('blip: addresses of events', () => {
	it('the address of an event needs no request', async () => {
		const { result, requests } = prepared({ to: { id: MARTA } });
		expect(await result).toEqual({ ok: true, value: { id: MARTA } });
		expect(requests).toEqual([]);
	});

	it.each([
		['acmerouter@msging.net', 'notACustomer'],
		['ana%40acme.test@blip.ai', 'notACustomer'],
		['400000001@telegram.gw.msging.net', 'otherChannel'],
		['ana%40mail.test@mailgun.gw.msging.net', 'otherChannel'],
	])('an address that no customer of this channel has is refused: %s', async (id, code) => {
		const { result } = prepared({ to: { id } });
		expect(await result).toMatchObject({ ok: false, error: { code } });
	});
});

describe('blip: a tunnel', () => {
	const tunnel = (destination = 'acmesub@msging.net') =>
		success({ owner: 'acmerouter@msging.net', originator: MARTA, destination }, '');
	const to = { id: TUNNEL };

	it('a tunnel is used unchanged by the bot that got a message from it', async () => {
		const { result, requests } = prepared({ from: SUBBOT, to, known: { id: TUNNEL } });
		expect(await result).toEqual({ ok: true, value: to });
		expect(requests).toEqual([]);
	});

	it('a tunnel is used unchanged by the bot that it leads to', async () => {
		const { result, requests } = prepared({ from: SUBBOT, to }, tunnel());
		expect(await result).toEqual({ ok: true, value: to });
		expect(asked(requests)).toMatchObject([
			{ to: 'postmaster@tunnel.msging.net', uri: `/tunnels/${TUNNEL.split('@')[0]}` },
		]);
	});

	it('a tunnel is resolved to the customer for the router', async () => {
		const { result } = prepared({ to }, tunnel());
		expect(await result).toEqual({
			ok: true,
			value: { id: MARTA, userId: MARTA, phone: '+5511988880001' },
		});
	});

	it('the tunnel of another bot is named as such', async () => {
		const from = { ...SUBBOT, id: 'acmesales', account: { ...SUBBOT.account, botId: 'acmesales' } };
		const { result } = prepared({ from, to }, tunnel());
		expect(await result).toMatchObject({
			error: { code: 'tunnelOfAnotherBot', reason: expect.stringContaining('acmesub') as string },
		});
		const unknown = prepared({ from, to }, failure(67));
		expect(await unknown.result).toMatchObject({ error: { code: 'tunnelOfAnotherBot' } });
	});
});

describe('blip: the block in which the conversation continues', () => {
	const continueIn = { flowId: 'flow-1', stateId: 'onboarding', masterState: 'acmesub' };
	const template: OutboundMessage = {
		type: 'template',
		name: 'pedido_pronto',
		language: 'pt_BR',
		continueIn,
	};

	it('the block is set before a free message is sent', async () => {
		const { result, requests } = prepared(
			{ message: { ...TEXT, continueIn } as OutboundMessage, to: { id: MARTA } },
			success(),
			success(),
		);
		expect(await result).toMatchObject({ ok: true });
		const identity = encodeURIComponent(MARTA);
		expect(asked(requests)).toMatchObject([
			{ uri: `/contexts/${identity}/Master-State`, resource: 'acmesub@msging.net' },
			{ uri: `/contexts/${identity}/stateid%40flow-1`, resource: 'onboarding' },
		]);
	});

	it('prevents the send when it cannot be set', async () => {
		const message = { ...TEXT, continueIn } as OutboundMessage;
		const { result } = prepared({ message, to: { id: MARTA } }, failure(35));
		expect(await result).toMatchObject({ ok: false, error: { code: '35' } });
	});

	it('the block is sent with a template, which needs a phone number', async () => {
		const known = prepared({ message: template, to: { id: MARTA } });
		expect(await known.result).toMatchObject({ value: { phone: '+5511988880001' } });
		expect(known.requests).toEqual([]);
		const hidden = prepared({
			message: template,
			to: { id: 'BR.40200000000001@wa.gw.msging.net' },
		});
		expect(await hidden.result).toMatchObject({ error: { code: 'campaignNeedsPhone' } });
	});

	it('the block is refused with parts that a campaign would drop silently', async () => {
		const buttons = [{ index: 0, kind: 'quickReply', payload: 'x' }] as const;
		const message = { ...template, buttons: [...buttons] } as OutboundMessage;
		const { result } = prepared({ message, to: { id: MARTA } });
		expect(await result).toMatchObject({ error: { code: 'campaignCannotCarry' } });
	});
});
