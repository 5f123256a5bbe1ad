import { randomUUID } from 'node:crypto';

import { emulatedProviders } from './harness/emulated-providers';
import { eventually } from './harness/eventually';
import { HeardAccount, TRIGGER, type ListeningWorkflow } from './harness/listening-workflow';
import { sharedN8n } from './harness/shared-n8n';

// Proves in a real n8n against emulated providers that several workflows hear one account, in whatever order they are
// published. A test run hears beside them, and a lost address is registered again or reported. Random orders and
// failing requests are tried in test/contracts/registration.test.ts.

const n8n = sharedN8n();
const opened: HeardAccount[] = [];

async function open(provider: string): Promise<HeardAccount> {
	const start = emulatedProviders[provider];
	if (start === undefined) throw new Error(provider);
	const account = await HeardAccount.open(n8n, provider, await start());
	opened.push(account);
	return account;
}

afterEach(async () => {
	for (const account of opened.splice(0)) await account.close();
});

describe.each(['whatsappCloud', 'infobip', 'chatArchitect'])('one account at %s', (provider) => {
	it('every published workflow gets each event once, in whatever order they are published and unpublished', async () => {
		const account = await open(provider);
		const [a, b, c] = [
			await account.workflow(),
			await account.workflow(),
			await account.workflow(),
		];
		const published = new Set<ListeningWorkflow>();
		const expected = new Map<ListeningWorkflow, string[]>([a, b, c].map((one) => [one, []]));
		const steps: Array<['publish' | 'unpublish', ListeningWorkflow]> = [
			['publish', a],
			['publish', b],
			['unpublish', a],
			['publish', c],
			['publish', a],
			['unpublish', b],
			['unpublish', c],
			['publish', b],
		];
		for (const [number, [step, one]] of steps.entries()) {
			await one[step]();
			if (step === 'publish') published.add(one);
			else published.delete(one);
			const addresses = account.addresses();
			expect(addresses).toHaveLength(1);
			expect([...published].map(({ url }) => url)).toContain(addresses[0]);
			const text = `mensagem ${number}`;
			await account.emulator.customerWrites(text);
			for (const hearer of published) expected.get(hearer)?.push(text);
			await eventually(async () => {
				for (const [hearer, texts] of expected) expect(await hearer.heard()).toEqual(texts);
			});
		}
		await a.unpublish();
		await b.unpublish();
		// ChatArchitect has no way to take an address out.
		if (provider !== 'chatArchitect') expect(account.addresses()).toEqual([]);
	});

	it('a test run gets events beside a published workflow, and changes nothing at the provider', async () => {
		const account = await open(provider);
		const published = await account.workflow();
		await published.publish();
		const tested = await account.workflow();
		const before = account.addresses();
		const answer = await n8n.api.post(`/rest/workflows/${tested.id}/run?pushRef=${randomUUID()}`, {
			workflowData: { ...tested.workflow, id: tested.id, active: false },
			triggerToStartFrom: { name: TRIGGER },
		});
		expect(answer.data).toMatchObject({ data: { waitingForWebhook: true } });
		await account.emulator.customerWrites('um teste');
		await eventually(async () => {
			expect(await published.heard()).toEqual(['um teste']);
			expect(await tested.heard()).toEqual(['um teste']);
		});
		expect(account.addresses()).toEqual(before);
	});
});

// The first look comes 15 seconds after publishing, as after a start of n8n.
describe('the address of a published workflow', () => {
	const THEIRS = 'https://another-product.example/hook';
	const LOOKED_WITHIN_MS = 40_000;

	it('the address is registered again when it was deleted, and reported when another product replaced it', async () => {
		const accounts = [await open('whatsappCloud'), await open('infobip')];
		const takenFrom = [await open('whatsappCloud'), await open('infobip')];
		const deleted = await Promise.all(
			accounts.map(async (account) => {
				const workflow = await account.workflow();
				await workflow.publish();
				account.emulator.deleteAddress?.(workflow.url);
				expect(account.addresses()).toEqual([]);
				return { account, workflow };
			}),
		);
		const taken = await Promise.all(
			takenFrom.map(async (account) => {
				const businessId = { __rl: true, mode: 'id', value: account.emulator.businessId };
				const workflow = await account.workflow({ businessId });
				await workflow.publish();
				account.emulator.takeAddress?.(THEIRS);
				expect(account.addresses()).toEqual([THEIRS]);
				return { account, workflow };
			}),
		);
		for (const { account, workflow } of deleted) {
			await eventually(() => expect(account.addresses()).toEqual([workflow.url]), LOOKED_WITHIN_MS);
			await account.emulator.customerWrites('de volta');
			await eventually(async () => expect(await workflow.heard()).toEqual(['de volta']));
		}
		for (const { account, workflow } of taken) {
			await eventually(
				async () =>
					expect(await workflow.accountEvents()).toEqual([{ type: 'addressLost', url: THEIRS }]),
				LOOKED_WITHIN_MS,
			);
			expect(account.addresses()).toEqual([THEIRS]);
		}
	});
});

describe.each(['botmaker', 'blip'])('an address that was entered by hand at %s', (provider) => {
	it('serves every workflow, and the others learn which one to enter when its own is unpublished', async () => {
		const account = await open(provider);
		const { emulator } = account;
		const [a, b] = [await account.workflow(), await account.workflow()];
		emulator.enterAddress?.(a.url);
		await a.publish();
		await b.publish();
		await emulator.customerWrites('oi');
		await eventually(async () => {
			expect(await a.heard()).toEqual(['oi']);
			expect(await b.heard()).toEqual(['oi']);
		});
		await a.unpublish();
		await eventually(async () =>
			expect(await b.accountEvents()).toEqual([
				{ type: 'addressGone', url: a.url, enterInstead: b.url },
			]),
		);
		emulator.enterAddress?.(b.url);
		await emulator.customerWrites('ainda aí?');
		await eventually(async () => expect(await b.heard()).toEqual(['oi', 'ainda aí?']));
		expect(await a.heard()).toEqual(['oi']);
	});
});
