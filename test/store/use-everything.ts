import type { AnswerReading } from '../../store/contracts/inbox';
import type { AssignmentRequest } from '../../store/contracts/agents';
import type { Store } from '../../store/contracts/store';
import type { Question } from '../../store/contracts/waits';
import { ENDS, endsWith, message, minute, OWNER, receive, status } from './events';

const LISTENER = {
	key: 'workflow:node',
	account: 'account:whatsappCloud:1',
	provider: 'whatsappCloud',
	workflowName: 'Menu',
	url: 'https://n8n.example/webhook/node',
	verifyToken: 'verify',
	webhookToken: 'token',
	setUpByHand: false,
	settings: {},
} as const;

/** Calls every method of a new store, so that every statement runs once. */
export async function useEverything(store: Store): Promise<void> {
	const ben = { id: 'BR.1', userId: 'BR.1' };
	const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
	const menu = { choices: [{ id: 'yes', title: 'Sim' }], isNumbered: true };
	const sent = { messageId: 'menu', type: 'text', state: 'accepted', menu } as const;
	await store.messages.recordSent(ENDS, sent, minute(0));
	await receive(store, [
		message('a', '1'),
		message('b', 'Oi', { contact: ben }),
		message('c', 'Oi', { contact: { ...ENDS.contact, userId: 'BR.1' } }),
		message('d', 'SAIR', { event: 'consent', consent: optOut }),
		status('m', 'sent'),
		message('a', '1'),
		message('e', 'Oi', { provider: 'simulator', business: { id: 'shop', name: 'Sol' } }),
	]);
	await store.contacts.upsert(ENDS, { tier: 'gold' }, minute(1));
	await store.contacts.recordConsent(ENDS, optOut, minute(1));
	await store.contacts.consentHistory(ENDS);
	const ofShop = { ...ENDS, shop: 'Padaria Sol' };
	await store.contacts.consentOf(ofShop);
	await store.contacts.recordConsent(ofShop, optOut, minute(1));
	await store.contacts.consentHistory(ofShop);
	await store.conversations.changeHandler(
		ENDS,
		{ action: 'redirect', handler: 'human' },
		minute(1),
	);
	await store.conversations.changeState(ENDS, { step: 'size', values: { size: 3 } }, minute(1));
	await useAgents(store);
	await store.conversations.endedHandlers(['account:trigger-1'], minute(1));
	await store.simulator.setClockOffset('other-shop', 1);
	for (const provider of ['whatsappCloud', 'simulator'] as const) {
		const request = { account: 'account:trigger-1', provider, clockFrom: () => '' };
		const looks = await store.conversations.looks(request, minute(9));
		await store.conversations.looked(looks.map((look) => ({ look })));
	}
	const filters = [
		...[{}, { handler: 'bot' }, { handler: 'human' }, { team: 'Vendas' }, { agentId: 'bia' }],
		...[{ step: 'size' }, { since: minute(1) }, { unansweredSince: minute(1) }],
		...[{ windowClosesBy: minute(1) }, { after: `${minute(0).toISOString()} key` }],
	] as const;
	for (const filter of filters) {
		await store.conversations.list({ provider: ENDS.provider, limit: 1, ...filter }, minute(1));
	}
	await useHistory(store);
	await store.conversations.get(endsWith(ben), minute(1));
	await store.messages.recordSent(ENDS, { messageId: 'm', type: 'text', state: 'sent' }, minute(1));
	await store.messages.get('whatsappCloud', 'm');
	await useWaits(store);
	await useSearch(store);
	await sendCampaign(store);
	await store.sendOutcomes.begin({ key: 'k', executionId: '1', replaces: '0' }, minute(1));
	await store.sendOutcomes.find('k');
	const send = { key: 'k', result: {} };
	await store.messages.recordSent(ENDS, { ...sent, messageId: 'n', send }, minute(1));
	await store.sendOutcomes.forget('k');
	const entry = { messageId: 'm', customerId: 'c', from: 'bot', content: {} } as const;
	await store.simulator.append('shop', entry, minute(0));
	await store.simulator.setState('shop', 'm', 'read');
	await store.simulator.transcript('shop', 0, 10);
	await store.simulator.latest('shop', { limit: 10 });
	await store.simulator.latest('shop', { limit: 10, customerId: 'c', before: 9 });
	await store.simulator.latestOfCustomers('shop', 10);
	await store.simulator.withIdPrefix('shop', 'm', 10);
	await store.simulator.find('shop', 'm');
	await store.simulator.lastNumber('shop');
	await useFiles(store);
	await store.simulator.setClockOffset('shop', 1);
	await store.simulator.clockOffset('shop');
	const visitor = endsWith({ id: 'c' }, { provider: 'simulator', businessId: 'shop' });
	await store.erasures.erase(visitor, minute(1));
	await store.simulator.reset('shop');
	await store.inbox.heartbeat(OWNER, minute(1));
	const liveness = {
		owner: OWNER,
		now: minute(2),
		deadBefore: minute(2),
		isProvenDead: () => true,
	};
	const joined = { inOrder: true, joinMs: 1_000, startsHere: false };
	await receive(store, [message('f'), message('g')], { hearer: joined });
	await store.inbox.clock();
	await store.inbox.startNext({
		...liveness,
		listeners: ['trigger-1'],
		beginsAtOnce: false,
		isStartedHere: () => false,
		mostRecovered: 10,
	});
	const execution = { listener: 'trigger-1', executionId: '7', events: [message('g')] };
	await store.inbox.begin({ ...liveness, ...execution, isRetry: false });
	await store.inbox.putBack('trigger-1', [message('g')], '7');
	await store.businesses.phoneOf('whatsappCloud', 'number-1');
	await store.inbox.release('trigger-1', [message('g')], OWNER);
	await store.inbox.isHolding(OWNER);
	await store.inbox.giveBack(OWNER);
	await store.inbox.counts('trigger-1');
	await store.inbox.settle('trigger-1', [message('a')]);
	await store.inbox.withKeptEvents(['trigger-1']);
	await store.inbox.takeForTest('trigger-1');
	await useListeners(store);
	await store.erasures.preview(ENDS);
	await store.erasures.erase(ENDS, minute(2));
	await store.prune(minute(0), minute(0));
}

async function useHistory(store: Store): Promise<void> {
	const account = 'account:trigger-1';
	const keeper = { ...LISTENER, account, businessId: 'business-1', keepTextsDays: 30 };
	await store.listeners.put(keeper, minute(0));
	await receive(store, [message('kept')], { keepTextsDays: 30 });
	const edit = { id: 'edit', type: 'text', text: 'Oi!', editOf: 'kept' } as const;
	await receive(store, [message('edit', '', { message: edit })], { keepTextsDays: 30 });
	const sent = { messageId: 'kept-send', type: 'text', state: 'sent', text: 'Oi' } as const;
	await store.messages.recordSent(ENDS, sent, minute(1));
	await receive(store, [status('kept-send', 'failed')]);
	await store.history.read(ENDS, { limit: 10 }, minute(1));
	await store.conversations.changeHandler(ENDS, { action: 'close' }, minute(1));
	await store.history.read(ENDS, { limit: 10, sinceClosing: true }, minute(1));
	await store.prune(minute(0), minute(1));
}

async function useAgents({ agents, conversations }: Store): Promise<void> {
	await agents.setPresence({ id: 'bia', name: 'Bia' }, 'online', minute(1));
	const { key = '' } = (await conversations.get(ENDS, minute(1))) ?? {};
	const request: AssignmentRequest = {
		candidates: [{ id: 'bia', capacity: 1 }],
		choose: ([agent]) => agent && { agent, why: 'Bia is free.' },
		until: null,
	};
	await agents.assign(key, request, minute(1));
	await agents.availability(['bia'], minute(1));
	await agents.availability(undefined, minute(1));
}

async function useFiles({ simulator: { files } }: Store): Promise<void> {
	const content = Buffer.from('file');
	const file = { customerId: 'c', messageId: 'm', mimeType: 'text/plain', content };
	const { id } = await files.save('shop', file, minute(0));
	await files.find('shop', id);
	await files.ofMessage('shop', 'm');
	(await files.read('shop', id))?.destroy();
}

async function useListeners({ listeners }: Store): Promise<void> {
	const listener = LISTENER;
	await listeners.put(listener, minute(0));
	await listeners.rememberRegistration(listener.key, { app: 'ours' });
	await listeners.get(listener.key);
	await listeners.ofAccount(listener.account, minute(1));
	await listeners.all(minute(1));
	await listeners.rememberLoss(listener.key, 'https://another-product.example/hook');
	await listeners.end(listener.key, minute(1));
	await listeners.ended(listener.account, minute(1));
	await listeners.remove(listener.key);
}

async function sendCampaign(store: Store): Promise<void> {
	const send = { campaign: 'may', templateName: 'news' };
	const claimant = { owner: OWNER, realTime: minute(0), isProcessAlive: () => true };
	const claimed = await store.campaigns.claim(ENDS, send, claimant, minute(0));
	if (claimed.claim !== 'claimed') throw new Error('The campaign was not claimed');
	const claimId = claimed.id;
	const refused = { state: 'failed', code: '131026', title: 'Not delivered' } as const;
	await store.campaigns.finish(claimId, refused);
	const other = { ...claimant, owner: { ...OWNER, bootId: 'boot-2' } };
	await store.campaigns.claim(ENDS, send, other, minute(0));
	await store.campaigns.claim(ENDS, send, claimant, minute(0));
	const accepted = { messageId: 'c', type: 'template', state: 'accepted', claimId } as const;
	await store.messages.recordSent(ENDS, accepted, minute(1));
	const blocked = { code: 'quietHours', reason: 'It is quiet.', remedy: 'Later.' };
	await store.campaigns.recordBlocked(ENDS, send, blocked, minute(1));
	await report(store);
}

async function report(store: Store): Promise<void> {
	const business = { provider: 'whatsappCloud', businessId: 'business-1' } as const;
	const range = { from: minute(0), to: minute(60) };
	const groupings = [
		{ by: 'total' },
		{ by: 'campaign' },
		{ by: 'template' },
		{ by: 'day', timeZone: 'America/Sao_Paulo' },
	] as const;
	for (const groupBy of groupings) {
		for (const filter of [{}, { campaign: 'may' }, { templateName: 'news' }, business]) {
			const query = { provider: business.provider, ...range, ...filter, groupBy };
			await store.reports.deliveries(query, minute(60));
		}
	}
	await store.reports.recipients(business, minute(0));
	await store.reports.isRecipient(ENDS, minute(0));
	await store.reports.serviceMessages(business, minute(0), minute(60));
}

async function useSearch(store: Store): Promise<void> {
	const marks = [{ customerId: '7' }, { ticketId: '7' }, { attribute: 'city', value: 'Recife' }];
	for (const by of marks) {
		await store.contacts.find({ provider: ENDS.provider, by, limit: 1 }, minute(1));
	}
}

async function useWaits(store: Store): Promise<void> {
	const question = questionOf('question');
	await store.waits.open(question, minute(0));
	await store.waits.asked('question', 'm');
	await receive(store, [status('m', 'failed')]);
	await store.waits.due(minute(1));
	await store.waits.next('question');
	await store.waits.open(questionOf('other'), minute(1));
	const reading = {
		is: 'answer',
		answer: { question: 'q', kind: 'anything', value: 1, text: '1' },
	};
	await receive(store, [message('answer', '1')], { readAnswer: () => reading as AnswerReading });
	await store.waits.noteReach(OWNER, true);
	await store.waits.isReached(minute(0));
	await store.waits.executionGone('other');
	await store.waits.remove('question');
}

function questionOf(id: string): Question {
	return {
		...{ id, parties: ENDS, settings: {}, to: ENDS.contact, channel: 'whatsapp', tries: 1 },
		execution: { id: '1', workflowId: 'w', nodeId: 'n', token: '', publicBase: '' },
		deadline: minute(60),
	};
}
