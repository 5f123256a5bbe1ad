import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INode,
} from 'n8n-workflow';

import { BusinessMessaging } from '../../../nodes/BusinessMessaging/BusinessMessaging.node';
import { isolateNodes } from '../../engine/isolate-nodes';
import { runNode } from '../../engine/run-node';

isolateNodes();

const { description } = new BusinessMessaging();

function optionsOf(name: 'resource' | 'operation', parameters: INodeParameters): string[] {
	const field = description.properties.find(
		(property) => property.name === name && isShown(property, parameters),
	);
	return ((field?.options ?? []) as INodePropertyOptions[]).map(({ value }) => String(value));
}

function isShown(
	shown: Pick<INodeProperties, 'displayOptions'>,
	parameters: INodeParameters,
): boolean {
	const node = { typeVersion: 1 };
	return NodeHelpers.displayParameter(
		parameters,
		shown as INodeProperties,
		node as Parameters<typeof NodeHelpers.displayParameter>[2],
		description,
	);
}

const OPERATIONS = optionsOf('resource', {}).flatMap((resource) =>
	optionsOf('operation', { resource }).map((operation) => ({ resource, operation })),
);

describe('Business Messaging: the option Conversation Store', () => {
	it('finds every operation', () => expect(OPERATIONS.length).toBeGreaterThan(15));

	it.each(OPERATIONS)('stands once under Options of $resource > $operation', (chosen) => {
		const parameters = { provider: 'simulator', ...chosen };
		const offered = description.properties.filter(
			(property) => property.name === 'options' && isShown(property, parameters),
		);
		expect(offered).toHaveLength(1);
		const entries = (offered[0]?.options ?? []) as INodeProperties[];
		expect(entries.filter(({ name }) => name === 'conversationStore')).toHaveLength(1);
	});

	it('asks for a credential only when the option is Credential', () => {
		const asked = (options: INodeParameters) =>
			(description.credentials ?? [])
				.filter((credential) => isShown(credential, { provider: 'simulator', options }))
				.map(({ name }) => name);
		expect(asked({})).toEqual([]);
		expect(asked({ conversationStore: 'default' })).toEqual([]);
		expect(asked({ conversationStore: 'credential' })).toEqual(['businessMessagingStoreApi']);
	});
});

describe('Business Messaging: a store other than that of the trigger', () => {
	const GET = { resource: 'contact', operation: 'get', from: 'bakery', to: '+5511988880001' };
	const trigger = (options: INodeParameters, disabled = false): Partial<INode> => ({
		name: 'Customers',
		type: 'n8n-nodes-business-messaging.businessMessagingTrigger',
		parameters: { options },
		disabled,
	});

	it.each([
		['the trigger uses a credential and the node none', { conversationStore: 'credential' }, {}],
		['the node uses a credential and the trigger none', {}, { conversationStore: 'credential' }],
	])('another store is rejected when %s', async (_, atTrigger, options) => {
		const running = runNode({ ...GET, options }, [{}], { before: trigger(atTrigger) });
		await expect(running).rejects.toMatchObject({
			message: '"Node" and "Customers" use different conversation stores',
			description: expect.stringContaining('Options > Conversation Store in both nodes'),
		});
	});

	it.each([
		['no trigger of this package is before the node', {}],
		['the trigger has no such option', trigger({})],
		['the trigger has the default', trigger({ conversationStore: 'default' })],
		['the other trigger is disabled', trigger({ conversationStore: 'credential' }, true)],
	])('another store is accepted when %s', async (_, before) => {
		const [results] = await runNode(GET, [{}], { before });
		expect(results).toHaveLength(1);
	});
});
