import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { CONVERSATION_UPDATES } from '../../../messaging/event';
import { BusinessMessagingTrigger } from '../../../nodes/BusinessMessagingTrigger/BusinessMessagingTrigger.node';

const { description } = new BusinessMessagingTrigger();

function find(name: string): INodeProperties {
	const options = description.properties.find((field) => field.name === 'options')?.options ?? [];
	const found = [...description.properties, ...(options as INodeProperties[])].find(
		(field) => field.name === name,
	);
	if (!found) throw new Error(`The panel has no ${name}`);
	return found;
}

/** Returns whether n8n shows the field in a node with these parameters. */
function isShown(name: string, typeVersion: number, parameters: Record<string, unknown>): boolean {
	const values = parameters as Parameters<typeof NodeHelpers.displayParameter>[0];
	return NodeHelpers.displayParameter(values, find(name), { typeVersion }, description, values);
}

describe('trigger: panel', () => {
	it('says where events are chosen that connections keep their place', () => {
		expect(find('connectionsNotice')).toMatchObject({
			type: 'notice',
			displayName: expect.stringContaining('Connections keep their place'),
		});
		const names = description.properties.map(({ name }) => name);
		expect(names.indexOf('connectionsNotice')).toBe(names.indexOf('triggerOn') + 1);
	});

	it('asks for the times of conversation updates where Conversation Update is chosen', () => {
		const on = (triggerOn: string[]) => ({ provider: 'simulator', triggerOn });
		expect(isShown('conversationUpdates', 2, on(['message', 'conversation']))).toBe(true);
		expect(isShown('conversationUpdates', 1.1, on(['conversation']))).toBe(true);
		expect(isShown('conversationUpdates', 2, on(['message']))).toBe(false);
		const times = find('conversationUpdates').options as INodeProperties[];
		expect(times.map(({ name }) => name).sort()).toEqual(
			[...CONVERSATION_UPDATES, 'onlyUnanswered'].sort(),
		);
	});

	it('offers words with which agents hand back, in every version', () => {
		expect(isShown('handBackWords', 1.1, { provider: 'botmaker' })).toBe(true);
		expect(find('handBackWords').default).toContain('#bot');
	});

	it('offers Open to Everyone for the Simulator, where the address is made of the node id', () => {
		expect(isShown('openToEveryone', 2, { provider: 'simulator' })).toBe(true);
		expect(isShown('openToEveryone', 1.1, { provider: 'simulator' })).toBe(false);
		expect(isShown('openToEveryone', 2, { provider: 'whatsappCloud' })).toBe(false);
		expect(find('openToEveryone').default).toBe(false);
	});

	it('warns while the page is open to everyone, and only then', () => {
		const withOption = (openToEveryone: boolean) => ({
			provider: 'simulator',
			options: { openToEveryone },
		});
		expect(isShown('openToEveryoneNotice', 2, withOption(true))).toBe(true);
		expect(isShown('openToEveryoneNotice', 2, withOption(false))).toBe(false);
		expect(isShown('openToEveryoneNotice', 2, { provider: 'simulator', options: {} })).toBe(false);
	});
});
