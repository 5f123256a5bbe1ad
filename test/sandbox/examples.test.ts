import { readExamples } from '../../sandbox/examples';

const examples = readExamples().map(({ name, workflow }) => [name, workflow.nodes] as const);
const WEBHOOKS = ['n8n-nodes-base.webhook', 'n8n-nodes-base.slackTrigger'];

describe('sandbox: the examples as they are shipped', () => {
	it.each(examples)('an example holds no credential: %s', (_name, nodes) => {
		expect(nodes.filter((node) => 'credentials' in node)).toEqual([]);
	});

	it.each(examples)(
		'n8n makes the address of a webhook at the import, so it is secret: %s',
		(_name, nodes) => {
			const webhooks = nodes.filter(({ type }) => WEBHOOKS.includes(type));
			expect(
				webhooks.filter(({ webhookId, parameters }) => webhookId ?? parameters?.['path']),
			).toEqual([]);
		},
	);
});
