import { randomInt, randomUUID } from 'node:crypto';

import type { Execution } from '../../../sandbox/n8n-api';
import { startGraphEmulator } from '../../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../../emulators/whatsapp-cloud/emulator-types';
import type { GraphEmulatorOptions } from '../../emulators/whatsapp-cloud/options';
import type { RunningN8n } from './running-n8n';
import { sharedN8n } from './shared-n8n';
import { CREDENTIAL_TYPE, whatsappWorkflow } from './whatsapp-workflow';

/**
 * A shop with a WhatsApp number of its own at the emulator, and workflows that a list of people starts: Webhook, Split
 * Out, and one Business Messaging node on each of them.
 */

const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const PACKAGE = 'n8n-nodes-business-messaging';

/** The node under test in the workflows of `workflow()`. */
export const NODE = 'Operation';

type Item = Record<string, unknown>;

export interface Shop {
	n8n: RunningN8n;
	graph: GraphEmulator;
	/** `phone_number_id` */
	number: string;
	credentialId: string;
	/** Publishes a workflow until the shop closes, and gives its id. */
	publish(json: unknown): Promise<string>;
	/** Publishes a workflow with the operation; `run` gives it the items, one after the other or all at once. */
	workflow(parameters: Item): Promise<OperationWorkflow>;
	/** Publishes, runs once and gives the execution. */
	run(parameters: Item, items?: Item[]): Promise<Execution>;
	/** Publishes a trigger on this number that only listens. Gives its workflow's id. */
	listen(triggerOn: string[], trigger?: Item): Promise<string>;
	close(): Promise<void>;
}

export interface OperationWorkflow {
	/** Gives the execution when it has ended. */
	run(items?: Item[]): Promise<Execution>;
	/** Resolves as soon as n8n has taken the items. */
	start(items?: Item[]): Promise<void>;
	/** Returns the executions that have been started so far, newest first. */
	ended(withinMs?: number): Promise<Execution[]>;
}

export async function openShop(
	options: GraphEmulatorOptions = {},
	n8n: RunningN8n = sharedN8n(),
	/** Fields of the credential beside those that open the account. */
	credential: Record<string, string> = {},
): Promise<Shop> {
	const number = String(randomInt(1e14, 3e14));
	const graph = await startGraphEmulator({
		accessToken: ACCESS_TOKEN,
		appSecret: APP_SECRET,
		numbers: [{ id: number, displayPhoneNumber: '+55 11 4000-0001', verifiedName: 'Padaria Sol' }],
		...options,
	});
	const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
		accessToken: ACCESS_TOKEN,
		businessAccountId: graph.world.accountId,
		appId: graph.world.appId,
		appSecret: APP_SECRET,
		baseUrl: graph.baseUrl,
		...credential,
	});
	const published: string[] = [];
	const publish = async (json: unknown) => {
		const id = await n8n.importWorkflow(json);
		published.push(id);
		await n8n.publish(id);
		return id;
	};
	const workflow = async (parameters: Item): Promise<OperationWorkflow> => {
		const path = randomUUID();
		const id = await publish(
			listWorkflow(path, credentialId, { from: ours(number), ...parameters }),
		);
		let started = 0;
		const start = async (items: Item[] = [{}]) => {
			started += 1;
			await n8n.api.post(`/webhook/${path}`, { items });
		};
		const ended = (withinMs?: number) => n8n.waitForExecutions(id, started, withinMs);
		const run = async (items?: Item[]) => {
			await start(items);
			const [newest] = await ended();
			if (newest === undefined) throw new Error('n8n started no execution');
			return newest;
		};
		return { start, ended, run };
	};
	return {
		n8n,
		graph,
		number,
		credentialId,
		publish,
		workflow,
		run: async (parameters, items) => (await workflow(parameters)).run(items),
		listen: async (triggerOn, trigger) => {
			const listening = whatsappWorkflow({ credentialId, triggerOn, trigger });
			return await publish({ ...listening, connections: {} });
		},
		close: async () => {
			for (const id of published) await n8n.unpublish(id).catch(() => undefined);
			await graph.close();
		},
	};
}

/**
 * Returns a Brazilian mobile number that no other test uses; one that also exists in its old form without the ninth
 * digit.
 */
export function newPhone(areaCode = 11): string {
	return `55${areaCode}9${randomInt(60_000_000, 99_999_999)}`;
}

function ours(number: string) {
	return { __rl: true, mode: 'id', value: number };
}

function listWorkflow(path: string, credentialId: string, parameters: Item) {
	const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const node = (name: string, type: string, typeVersion: number, x: number, own: Item) => ({
		...{ id: randomUUID(), name, type, typeVersion, position: [x, 0] },
		parameters: own,
	});
	return {
		name: `List ${path}`,
		nodes: [
			{
				...node('List', 'n8n-nodes-base.webhook', 2, 0, { httpMethod: 'POST', path, options: {} }),
				webhookId: path,
			},
			node('Each', 'n8n-nodes-base.splitOut', 1, 220, {
				fieldToSplitOut: 'body.items',
				options: {},
			}),
			{
				...node(NODE, `${PACKAGE}.businessMessaging`, 1, 440, {
					provider: 'whatsappCloud',
					...parameters,
				}),
				onError: 'continueErrorOutput',
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'WhatsApp' } },
			},
		],
		connections: { List: link('Each'), Each: link(NODE) },
		settings: { executionOrder: 'v1', timezone: 'America/Sao_Paulo' },
	};
}
