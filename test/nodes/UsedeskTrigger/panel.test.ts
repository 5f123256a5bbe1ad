import codex from '../../../nodes/UsedeskTrigger/UsedeskTrigger.node.json';
import { AUTHORS, EVENT_KINDS, type UsedeskEvent } from '../../../nodes/UsedeskTrigger/event';
import { EVENT_LABELS, OUTPUTS_EXPRESSION, toOutputs } from '../../../nodes/UsedeskTrigger/outputs';
import { isWanted, type TriggerSettings } from '../../../nodes/UsedeskTrigger/settings';
import { UsedeskTrigger } from '../../../nodes/UsedeskTrigger/UsedeskTrigger.node';

const { description, webhookMethods } = new UsedeskTrigger();

/** Evaluates the expression as n8n does: as code in which `$parameter` is available. */
function drawn(triggerOn: string[] | undefined): string[] {
	const code = OUTPUTS_EXPRESSION.slice('={{'.length, -'}}'.length);
	const outputs = new Function('$parameter', `return ${code}`)({ triggerOn }) as Array<{
		displayName: string;
	}>;
	return outputs.map(({ displayName }) => displayName);
}

const valuesOf = (name: string) =>
	(description.properties.find((property) => property.name === name)?.options ?? []).flatMap(
		(option) => ('value' in option ? [option.value] : []),
	);

const event = (fields: Partial<UsedeskEvent>): UsedeskEvent => ({
	event: 'newComment',
	receivedAt: '2026-11-20T12:00:00.000Z',
	...fields,
});
const settings: TriggerSettings = {
	kinds: [...EVENT_KINDS],
	authors: ['client'],
	privateComments: false,
	includeBody: false,
};

describe('Usedesk Trigger: panel', () => {
	it('offers every event and every author', () => {
		expect(valuesOf('triggerOn').sort()).toEqual([...EVENT_KINDS].sort());
		expect(valuesOf('writtenBy').sort()).toEqual([...AUTHORS].sort());
	});

	it('draws the outputs that the events are sent to', () => {
		expect(drawn(['chatMessage', 'newTicket'])).toEqual(['New Ticket', 'Chat Message']);
		expect(drawn([...EVENT_KINDS])).toEqual(Object.values(EVENT_LABELS));
		expect(drawn(undefined)).toEqual([]);
		expect(toOutputs(event({}), ['newTicket', 'newComment'])).toEqual([[], [{ json: event({}) }]]);
	});

	it('says in the panel that the address is entered by hand, and where', () => {
		const notice = description.properties.find(({ type }) => type === 'notice');
		expect(notice?.displayName).toMatch(/Redirect URL/);
		expect(notice?.displayName).toMatch(/JSON request/);
	});

	it('registers nothing, and so never reports a missing registration', async () => {
		const context = { getNode: () => ({ typeVersion: 1 }) };
		for (const method of Object.values(webhookMethods.default))
			expect(await method.call(context as never)).toBe(true);
	});

	it('the node is found by the words that people look for', () => {
		expect(codex.node).toBe('n8n-nodes-business-messaging.usedeskTrigger');
		for (const word of ['usedesk', 'help desk', 'ticket', 'support', 'atendimento', 'chamado'])
			expect(codex.alias).toContain(word);
	});
});

describe('Usedesk Trigger: what starts the workflow', () => {
	it('drops comments and messages of agents and rules, unless the user chooses them', () => {
		expect(isWanted(event({ from: 'client' }), settings)).toBe(true);
		expect(isWanted(event({ from: 'agent' }), settings)).toBe(false);
		expect(isWanted(event({ from: 'automation' }), settings)).toBe(false);
		expect(isWanted(event({ from: 'agent' }), { ...settings, authors: ['agent'] })).toBe(true);
	});

	it('drops notes between agents for bridges', () => {
		const note = event({ from: 'agent', visibility: 'private' });
		expect(isWanted(note, { ...settings, authors: ['agent'] })).toBe(false);
		expect(isWanted(note, { ...settings, authors: ['agent'], privateComments: true })).toBe(true);
	});

	it('starts for a ticket of any author', () => {
		expect(isWanted(event({ event: 'newTicket' }), { ...settings, authors: [] })).toBe(true);
	});

	it('drops kinds that were not chosen', () => {
		expect(isWanted(event({ event: 'newTicket' }), { ...settings, kinds: ['other'] })).toBe(false);
	});
});
