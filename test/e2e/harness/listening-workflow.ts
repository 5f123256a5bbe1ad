import { randomUUID } from 'node:crypto';

import type { EmulatedProvider } from './emulated-providers';
import { itemsOf } from './execution-items';
import type { RunningN8n } from './running-n8n';

/** A workflow of one trigger on the account of an emulated provider, and the messages that it got. */
export interface ListeningWorkflow {
	id: string;
	/** The production address. */
	url: string;
	/** The workflow as it was imported. */
	workflow: object;
	publish(): Promise<void>;
	unpublish(): Promise<void>;
	/** Returns the texts of the customers, oldest first. */
	heard(): Promise<string[]>;
	/** Returns the account events, oldest first. */
	accountEvents(): Promise<unknown[]>;
}

export const TRIGGER = 'Customer writes';

/** An account at an emulated provider, with workflows that listen to it. */
export class HeardAccount {
	readonly #workflows: ListeningWorkflow[] = [];

	private constructor(
		private readonly n8n: RunningN8n,
		private readonly provider: string,
		readonly emulator: EmulatedProvider,
		private readonly credentialId: string,
	) {}

	static async open(
		n8n: RunningN8n,
		provider: string,
		emulator: EmulatedProvider,
	): Promise<HeardAccount> {
		const { credentialType, credential } = emulator;
		const id = await n8n.createCredential(provider, credentialType, credential);
		return new HeardAccount(n8n, provider, emulator, id);
	}

	/** Imports a workflow with these parameters of the trigger, unpublished. */
	async workflow(parameters: Record<string, unknown> = {}): Promise<ListeningWorkflow> {
		const { n8n, provider, credentialId } = this;
		const nodeId = randomUUID();
		const workflow = {
			name: `${provider} ${nodeId}`,
			nodes: [
				{
					id: nodeId,
					name: TRIGGER,
					type: 'n8n-nodes-business-messaging.businessMessagingTrigger',
					typeVersion: 2,
					position: [0, 0],
					parameters: { provider, triggerOn: ['message', 'account'], ...parameters },
					webhookId: randomUUID(),
					credentials: { [this.emulator.credentialType]: { id: credentialId, name: provider } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		};
		const id = await n8n.importWorkflow(workflow);
		const items = async (output: number) => {
			const executions = (await n8n.executions(id)).reverse();
			return executions.flatMap((execution) => itemsOf(execution, TRIGGER, output));
		};
		const made: ListeningWorkflow = {
			id,
			url: `${n8n.baseUrl}/webhook/${nodeId}`,
			workflow,
			publish: () => n8n.publish(id),
			unpublish: () => n8n.unpublish(id),
			heard: async () => (await items(0)).map(({ message }) => (message as { text: string }).text),
			accountEvents: async () => (await items(1)).map(({ account }) => account),
		};
		this.#workflows.push(made);
		return made;
	}

	/** Returns the addresses of a customer's next message, without their query. */
	addresses(): string[] {
		return (this.emulator.addresses?.() ?? []).map((address) => address.split('?', 1)[0] ?? '');
	}

	async close(): Promise<void> {
		for (const workflow of this.#workflows) await workflow.unpublish().catch(() => undefined);
		await this.emulator.close();
	}
}
