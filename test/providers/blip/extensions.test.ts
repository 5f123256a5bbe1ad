import { customers } from '../../../providers/blip/customers';
import { signals } from '../../../providers/blip/signals';
import { updateContact } from '../../../providers/blip/contacts';
import {
	addToList,
	createList,
	deleteList,
	listIdentity,
	listRecipients,
	removeFromList,
} from '../../../providers/blip/distribution-lists';
import { trackEvent } from '../../../providers/blip/event-tracking';
import { network } from '../../fixtures/answering-network';
import { ACCOUNT, asked, failure, MARTA, success, ROUTER } from './bot';

describe('blip: contacts', () => {
	it('keeps the extras that a change does not name', async () => {
		const { http, requests } = network(
			success({ identity: MARTA, extras: { plano: 'ouro', cidade: 'Recife', idade: 41 } }),
			success(),
		);
		const change = { identity: MARTA, name: 'Marta', extras: { plano: 'prata', cidade: null } };
		expect(await updateContact(ACCOUNT, change, http)).toMatchObject({ ok: true });
		expect(asked(requests)[1]).toEqual({
			path: '/commands',
			to: 'postmaster@crm.msging.net',
			method: 'merge',
			uri: '/contacts',
			type: 'application/vnd.lime.contact+json',
			resource: { identity: MARTA, name: 'Marta', extras: { plano: 'prata', idade: '41' } },
		});
	});

	it('reads nothing if no extras change, and creates a missing contact', async () => {
		const plain = network(success());
		await updateContact(ACCOUNT, { identity: MARTA, name: 'Marta' }, plain.http);
		expect(plain.requests).toHaveLength(1);
		const fresh = network(failure(67), success());
		await updateContact(ACCOUNT, { identity: MARTA, extras: { plano: 'ouro' } }, fresh.http);
		expect(asked(fresh.requests)[1]).toMatchObject({ resource: { extras: { plano: 'ouro' } } });
	});

	it('writes nothing when it could not read', async () => {
		const { http, requests } = network(failure(35));
		expect(
			await updateContact(ACCOUNT, { identity: MARTA, extras: { a: '1' } }, http),
		).toMatchObject({ error: { code: '35' } });
		expect(requests).toHaveLength(1);
	});
});

describe('blip: data about a customer', () => {
	const ends = { to: { id: MARTA }, from: ROUTER };

	it('the variables of a customer are the extras of the contact', async () => {
		const card = success({ identity: MARTA, extras: { plano: 'ouro' } });
		expect(await customers.get(ends, network(card).http)).toEqual({
			ok: true,
			value: { variables: { plano: 'ouro' }, tags: [] },
		});
		expect(await customers.get(ends, network(failure(67)).http)).toMatchObject({
			value: { variables: {} },
		});
		const { http, requests } = network(card, success());
		await customers.update(ends, { variables: { cidade: 'Recife' } }, http);
		expect(asked(requests)[1]).toMatchObject({
			resource: { identity: MARTA, extras: { plano: 'ouro', cidade: 'Recife' } },
		});
	});

	it('refuses tags, which customers at Blip do not have', async () => {
		const { http, requests } = network();
		expect(await customers.update(ends, { tags: { vip: true } }, http)).toMatchObject({
			error: { code: 'noTags' },
		});
		expect(requests).toEqual([]);
	});
});

describe('blip: distribution lists', () => {
	const encoded = 'vip%40broadcast.msging.net';

	it('names a list by its whole address', () => {
		expect(listIdentity('vip')).toBe('vip@broadcast.msging.net');
		expect(listIdentity('vip@broadcast.msging.net')).toBe('vip@broadcast.msging.net');
	});

	it('creates, fills, reads and deletes a list', () => {
		expect(createList('vip')).toMatchObject({
			method: 'set',
			uri: '/lists',
			resource: { identity: 'vip@broadcast.msging.net' },
		});
		expect(addToList('vip', MARTA)).toMatchObject({
			uri: `/lists/${encoded}/recipients`,
			type: 'application/vnd.lime.identity',
			resource: MARTA,
		});
		expect(removeFromList('vip', MARTA).uri).toBe(
			`/lists/${encoded}/recipients/${encodeURIComponent(MARTA)}`,
		);
		expect(listRecipients('vip').uri).toBe(`/lists/${encoded}/recipients?$skip=0&$take=100`);
		expect(deleteList('vip')).toMatchObject({ method: 'delete', uri: `/lists/${encoded}` });
	});
});

describe('blip: event tracking and signals', () => {
	it('tracks an event of a customer', () => {
		const event = { category: 'pedido', action: 'pago', value: 99.9, extras: { id: '42' } };
		expect(trackEvent({ ...event, customer: MARTA })).toEqual({
			to: 'postmaster@analytics.msging.net',
			method: 'set',
			uri: '/event-track',
			type: 'application/vnd.iris.eventTrack+json',
			resource: { ...event, contact: { identity: MARTA } },
		});
	});

	it('marks a message as read and shows typing', () => {
		expect(signals.markAsRead(ROUTER, 'wamid.IN', { id: MARTA })).toEqual({
			method: 'POST',
			url: 'https://acme.http.msging.net/notifications',
			json: { id: 'wamid.IN', to: MARTA, event: 'consumed' },
		});
		expect(signals.typing(ROUTER, 'wamid.IN', { id: MARTA }).json).toMatchObject({
			to: MARTA,
			content: { state: 'composing' },
		});
	});
});
