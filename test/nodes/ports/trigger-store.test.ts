import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { triggerStore } from '../../../nodes/ports/trigger-store';
import { disposeMessagingProcess } from '../../../nodes/process';

// The context contains only what a trigger reads: its parameter, the node and its credential.

const SECOND = 1_000;

class Trigger {
	setting = 'credential';
	host = 'first.example';
	isBroken = false;
	reads = 0;
	now = 0;
	readonly credentialId = randomUUID();

	readonly context = {
		getNode: () => ({
			credentials: { businessMessagingStoreApi: { id: this.credentialId, name: 'Store' } },
		}),
		getNodeParameter: () => this.setting,
		getCredentials: async () => {
			this.reads++;
			if (this.isBroken) throw new Error('n8n could not decrypt the credential');
			return { host: this.host, database: 'shop', user: 'n8n', password: 'invented' };
		},
	} as unknown as IWebhookFunctions;

	readonly hostOfStore = async () => {
		const { location } = await triggerStore(this.context, () => this.now);
		return URL.canParse(location) ? new URL(location).hostname : undefined;
	};
}

describe('the store of a trigger', () => {
	let trigger: Trigger;
	beforeEach(() => void (trigger = new Trigger()));
	afterEach(() => disposeMessagingProcess());

	it('the store is the default one, without a look at any credential, unless the user chose another', async () => {
		trigger.setting = 'default';
		expect(await trigger.hostOfStore()).toBeUndefined();
		expect(trigger.reads).toBe(0);
	});

	it('the store is read once for webhooks that come within half a minute, also at the same time', async () => {
		await Promise.all([trigger.hostOfStore(), trigger.hostOfStore(), trigger.hostOfStore()]);
		trigger.now = 29 * SECOND;
		expect(await trigger.hostOfStore()).toBe('first.example');
		expect(trigger.reads).toBe(1);
	});

	it('the store is read again after half a minute, so that a changed credential counts', async () => {
		await trigger.hostOfStore();
		trigger.host = 'second.example';
		trigger.now = 30 * SECOND;
		expect(await trigger.hostOfStore()).toBe('second.example');
	});

	it('the store is read again at once after a store has failed', async () => {
		await trigger.hostOfStore();
		trigger.host = 'second.example';
		const store = await triggerStore(trigger.context, () => trigger.now);
		const failed = store.use(async () => await Promise.reject(new Error('no such host')));
		await expect(failed).rejects.toThrow();
		expect(await trigger.hostOfStore()).toBe('second.example');
	});

	it('the store is tried again when the credential could not be read', async () => {
		trigger.isBroken = true;
		await expect(trigger.hostOfStore()).rejects.toThrow('could not decrypt');
		trigger.isBroken = false;
		expect(await trigger.hostOfStore()).toBe('first.example');
	});
});
