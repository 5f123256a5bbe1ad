import { agents } from '../../../providers/blip/agents';
import { redirect } from '../../../providers/blip/redirect';
import type { RedirectTarget } from '../../../messaging/redirect-target';
import { network, refusal } from '../../fixtures/answering-network';
import { answer, asked, failure, MARTA, ROUTER, SUBBOT, success, TUNNEL } from './bot';

const toSub = 'acmesub@msging.net/#1';
const noTickets = success({ total: 0, items: [] }, '');
const open = (more: object = {}) =>
	success(
		{
			items: [
				{ id: 'closed', status: 'ClosedClient', customerIdentity: TUNNEL },
				{ id: 'foreign', status: 'Open', customerIdentity: 'other@tunnel.msging.net' },
				{ id: 'ticket-1', status: 'Open', team: 'Vendas', customerIdentity: TUNNEL, ...more },
			],
		},
		toSub,
	);

const behindRouter = { to: { id: TUNNEL }, from: SUBBOT };
const atRouter = { to: { id: MARTA }, from: ROUTER };

function run(
	ends: typeof atRouter,
	target: RedirectTarget,
	...answers: Parameters<typeof network>
) {
	const { http, requests } = network(...answers);
	return { result: redirect.redirect(ends, target, http), requests };
}

describe('blip: redirect to a bot', () => {
	it('sends a redirect into the tunnel, with the reason as context', async () => {
		const { result, requests } = run(
			behindRouter,
			{ handler: 'bot', service: 'vendas', reason: 'quer comprar' },
			answer(undefined, 202),
		);
		expect(await result).toEqual({ ok: true, value: {} });
		expect(asked(requests)).toEqual([
			{
				path: '/messages',
				to: TUNNEL,
				type: 'application/vnd.lime.redirect+json',
				content: { address: 'vendas', context: { type: 'text/plain', value: 'quer comprar' } },
			},
		]);
		expect(requests[0]?.json).toMatchObject({ id: expect.stringMatching(/-/) as string });
	});

	it('sets the master-state with the key of the router', async () => {
		const { result, requests } = run(atRouter, { handler: 'bot', service: 'acmesub' }, success());
		expect(await result).toMatchObject({ ok: true });
		expect(asked(requests)).toEqual([
			{
				path: '/commands',
				to: 'postmaster@msging.net',
				method: 'set',
				uri: `/contexts/${encodeURIComponent(MARTA)}/Master-State`,
				type: 'text/plain',
				resource: 'acmesub@msging.net',
			},
		]);
	});

	it('deletes the master-state for the default bot, and succeeds when there is none', async () => {
		const { result, requests } = run(atRouter, { handler: 'bot' }, failure(67));
		expect(await result).toMatchObject({ ok: true });
		expect(asked(requests)).toMatchObject([{ method: 'delete' }]);
	});

	it('reports a refusal', async () => {
		const { result } = run(behindRouter, { handler: 'bot' }, refusal(401));
		expect(await result).toMatchObject({ error: { code: 'http401' } });
		expect(await run(atRouter, { handler: 'bot', service: 'x' }, failure(35)).result).toMatchObject(
			{ error: { code: '35' } },
		);
	});
});

describe('blip: redirect to an agent', () => {
	it.each([
		['Vendas', { team: 'Vendas' }],
		['team:Vendas', { team: 'Vendas' }],
		['rui@acme.test', { agentIdentity: 'rui%40acme.test@blip.ai' }],
		['agent:rui%40acme.test@blip.ai', { agentIdentity: 'rui%40acme.test@blip.ai' }],
	])('opens a ticket for %s', async (service, named) => {
		const { result, requests } = run(
			behindRouter,
			{ handler: 'human', service },
			noTickets,
			success({ id: 'ticket-9' }, toSub),
		);
		expect(await result).toEqual({ ok: true, value: { ticketId: 'ticket-9' } });
		expect(asked(requests)[1]).toEqual({
			path: '/commands',
			to: 'postmaster@desk.msging.net',
			method: 'set',
			uri: '/tickets',
			type: 'application/vnd.iris.ticket+json',
			resource: { customerIdentity: TUNNEL, ...named },
		});
	});

	it('gives the agent the reason when no team is chosen', async () => {
		const { result, requests } = run(
			behindRouter,
			{ handler: 'human', reason: 'reclamação' },
			failure(67),
			success({ id: 'ticket-9' }, toSub),
		);
		expect(await result).toMatchObject({ ok: true });
		expect(asked(requests)[1]).toMatchObject({
			uri: `/tickets/${encodeURIComponent(TUNNEL)}`,
			type: 'text/plain',
			resource: 'reclamação',
		});
	});

	it('transfers the open ticket of this customer, and opens no second one', async () => {
		const { result, requests } = run(
			behindRouter,
			{ handler: 'human', service: 'Cobrança' },
			open(),
			success({ id: 'ticket-2' }, toSub),
		);
		expect(await result).toEqual({ ok: true, value: { ticketId: 'ticket-2' } });
		expect(asked(requests)[1]).toMatchObject({
			uri: '/tickets/ticket-1/transfer',
			resource: { team: 'Cobrança' },
		});
	});

	it('does not move a ticket that is there already', async () => {
		const { result, requests } = run(behindRouter, { handler: 'human', service: 'Vendas' }, open());
		expect(await result).toEqual({ ok: true, value: { ticketId: 'ticket-1' } });
		expect(requests).toHaveLength(1);
	});

	it('moves the customer to the bot of the agents, if the user names one', async () => {
		const { result, requests } = run(
			atRouter,
			{ handler: 'human', service: 'bot:acmehuman' },
			success(),
		);
		expect(await result).toMatchObject({ ok: true });
		expect(asked(requests)).toMatchObject([{ resource: 'acmehuman@msging.net' }]);
	});
});

describe('blip: redirect by kind and name', () => {
	it.each(['service', 'helpDesk'] as const)('a %s is a bot under its own name', async (kind) => {
		const target = { handler: 'human', kind, service: 'human' } as const;
		const { result, requests } = run(behindRouter, target, answer(undefined, 202));
		expect(await result).toEqual({ ok: true, value: {} });
		expect(asked(requests)).toMatchObject([{ to: TUNNEL, content: { address: 'human' } }]);
	});

	it.each([
		['a team', { kind: 'team', service: 'vendas@loja' }, { team: 'vendas@loja' }],
		[
			'an agent',
			{ kind: 'agent', service: 'rui@acme.test' },
			{ agentIdentity: 'rui%40acme.test@blip.ai' },
		],
		['the help desk', { kind: 'helpDesk' }, { customerIdentity: TUNNEL }],
	] as const)('%s gets a ticket, whatever the name looks like', async (_, target, ticket) => {
		const opened = success({ id: 'ticket-9' }, '');
		const { result, requests } = run(
			behindRouter,
			{ handler: 'human', ...target },
			noTickets,
			opened,
		);
		expect(await result).toEqual({ ok: true, value: { ticketId: 'ticket-9' } });
		expect(requests[1]?.json).toMatchObject({ resource: ticket });
	});
});

describe('blip: hand back', () => {
	it('closes the open ticket without a redirect, then moves the customer to the main service', async () => {
		const { http, requests } = network(open(), success(undefined, toSub), answer('', 202));
		expect(await redirect.handBack(behindRouter, http)).toMatchObject({ ok: true });
		expect(asked(requests).slice(1)).toMatchObject([
			{
				uri: '/tickets/change-status-without-redirect',
				resource: { id: 'ticket-1', status: 'ClosedAttendant' },
			},
			{ path: '/messages', to: TUNNEL, content: {} },
		]);
	});

	it('moves to the bot of the credential, also without Desk', async () => {
		const account = { ...ROUTER.account, handBackTo: 'acmesub' };
		const { http, requests } = network(failure(62), success());
		const ends = { ...atRouter, from: { ...ROUTER, account } };
		expect(await redirect.handBack(ends, http)).toMatchObject({ ok: true });
		expect(asked(requests)[1]).toMatchObject({ resource: 'acmesub@msging.net' });
	});

	it('does not move the customer while the ticket could not be closed', async () => {
		const { http, requests } = network(open(), failure(66));
		expect(await redirect.handBack(behindRouter, http)).toMatchObject({ error: { code: '66' } });
		expect(requests).toHaveLength(2);
	});
});

describe('blip: services', () => {
	it('lists teams and agents of Desk, without unreadable ones', async () => {
		const { http } = network(
			success({ items: [{ name: 'Vendas' }, null, 'Cobrança'] }, ''),
			success(
				{ items: [{ identity: 'rui%40acme.test@blip.ai', fullName: 'Rui', status: 'Online' }, 7] },
				'',
			),
		);
		expect(await redirect.services(ROUTER, http)).toEqual({
			ok: true,
			value: [
				{ id: 'team:Vendas', label: 'Vendas', kind: 'team', name: 'Vendas' },
				{ id: 'team:Cobrança', label: 'Cobrança', kind: 'team', name: 'Cobrança' },
				{
					...{ id: 'agent:rui%40acme.test@blip.ai', label: 'Rui', status: 'Online' },
					...{ kind: 'agent', name: 'rui%40acme.test@blip.ai' },
				},
			],
		});
	});

	it('lists agents with presence, teams, room and open tickets', async () => {
		const rui = {
			...{ identity: 'rui%40acme.test@blip.ai', fullName: 'Rui', status: 'Online' },
			...{ teams: ['Vendas', 7], agentSlots: 5, ticketsInService: 2 },
		};
		const away = { identity: 'bia%40acme.test@blip.ai', email: 'bia@acme.test', status: 'Pause' };
		const { http } = network(success({ items: [rui, away, { status: 'Online' }] }, ''));
		expect(await agents.list(ROUTER.account, http)).toEqual({
			ok: true,
			value: [
				{
					...{ id: 'rui%40acme.test@blip.ai', name: 'Rui', presence: 'online', status: 'Online' },
					...{ skills: ['Vendas'], capacity: 5, open: 2 },
				},
				{
					...{ id: 'bia%40acme.test@blip.ai', name: 'bia@acme.test' },
					...{ presence: 'away', status: 'Pause', skills: [] },
				},
			],
		});
	});

	it('explains why there are no services', async () => {
		const { http } = network(failure(62));
		expect(await redirect.services(ROUTER, http)).toMatchObject({ error: { code: '62' } });
	});
});
