import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { triggerAccount } from '../../../nodes/BusinessMessagingTrigger/trigger-account';
import { disposeMessagingProcess } from '../../../nodes/process';
import { temporaryFolder } from '../../fixtures/temporary-folder';

// The context contains only what a webhook reads: the node and its credential. The conversation store is a real one.

const SECOND = 1_000;

class Trigger {
	appSecret = 'first-invented-secret';
	isBroken = false;
	credentialId = 'credential-1';
	reads = 0;
	now = 0;
	readonly #workflowId = randomUUID();

	readonly context = {
		getWorkflow: () => ({ id: this.#workflowId }),
		getNodeParameter: (_path: string, fallback: unknown) => fallback,
		getNode: () => ({
			id: 'node-1',
			credentials: {
				businessMessagingWhatsAppCloudApi: { id: this.credentialId, name: 'WhatsApp' },
			},
		}),
		getCredentials: async () => {
			this.reads++;
			if (this.isBroken) throw new Error('n8n could not decrypt the credential');
			return { appSecret: this.appSecret };
		},
	} as unknown as IWebhookFunctions;

	readonly clock = () => this.now;
	readonly secrets = () => this.#read('recent');
	readonly newest = () => this.#read('newest');

	async #read(age: 'recent' | 'newest') {
		return (await triggerAccount(this.context, 'whatsappCloud', age, this.clock)).secrets;
	}
}

describe('the secrets of a trigger', () => {
	const folder = temporaryFolder();
	let trigger: Trigger;

	beforeAll(() => void (process.env.BUSINESS_MESSAGING_DB = folder.file('store.sqlite')));
	afterAll(() => void delete process.env.BUSINESS_MESSAGING_DB);
	beforeEach(() => void (trigger = new Trigger()));
	afterEach(() => disposeMessagingProcess());

	it('secrets are read once for webhooks that come within half a minute, also at the same time', async () => {
		await Promise.all([trigger.secrets(), trigger.secrets(), trigger.secrets()]);
		trigger.now = 29 * SECOND;
		expect(await trigger.secrets()).toMatchObject({ appSecret: 'first-invented-secret' });
		expect(trigger.reads).toBe(1);
	});

	it('secrets are read again after half a minute, so that a revoked one becomes invalid', async () => {
		await trigger.secrets();
		trigger.appSecret = 'second-invented-secret';
		trigger.now = 30 * SECOND;
		expect(await trigger.secrets()).toMatchObject({ appSecret: 'second-invented-secret' });
	});

	it('secrets are read again for a request that they refused, once in a second at most', async () => {
		await trigger.secrets();
		trigger.appSecret = 'second-invented-secret';
		trigger.now = SECOND;
		expect(await trigger.newest()).toMatchObject({ appSecret: 'second-invented-secret' });
		trigger.now = 2 * SECOND - 1;
		await trigger.newest();
		expect(trigger.reads).toBe(2);
	});

	it("secrets are those of the node's present credential", async () => {
		await trigger.secrets();
		trigger.credentialId = 'credential-2';
		trigger.appSecret = 'second-invented-secret';
		expect(await trigger.secrets()).toMatchObject({ appSecret: 'second-invented-secret' });
	});

	it('secrets are not cached when they could not be read', async () => {
		trigger.isBroken = true;
		await expect(trigger.secrets()).rejects.toThrow('decrypt');
		trigger.isBroken = false;
		expect(await trigger.secrets()).toMatchObject({ appSecret: 'first-invented-secret' });
	});

	it('secrets belong to one trigger only', async () => {
		await trigger.secrets();
		const other = new Trigger();
		other.appSecret = 'of-another-workflow';
		expect(await other.secrets()).toMatchObject({ appSecret: 'of-another-workflow' });
	});
});
