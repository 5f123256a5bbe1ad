import type { Template } from '../../../messaging/provider';
import { simulator } from '../../../providers/simulator';
import { drawTemplate } from '../../../providers/simulator/template-drawing';

const ACCOUNT = { baseUrl: '' };
const noNetwork = () => {
	throw new Error('no request is expected');
};

async function listed(): Promise<Template[]> {
	const result = await simulator.templates.list(ACCOUNT, noNetwork);
	return result.ok ? result.value : [];
}

const examples = (template: Template) =>
	Object.fromEntries(template.variables.map(({ key, example }) => [key, example ?? 'x']));

describe('simulator: templates', () => {
	it('every sample is approved in Portuguese and in English', async () => {
		const templates = await listed();
		const names = [...new Set(templates.map(({ name }) => name))];
		expect(names.length).toBeGreaterThanOrEqual(4);
		for (const name of names) {
			const languages = templates.filter((one) => one.name === name).map((one) => one.language);
			expect(languages.sort()).toEqual(['en_US', 'pt_BR']);
		}
		expect(new Set(templates.map(({ status }) => status))).toEqual(new Set(['approved']));
	});

	it('every sample can be filled with its own examples, without a variable left', async () => {
		for (const template of await listed()) {
			const filling = simulator.templates.fill(template, examples(template));
			if (!filling.ok) throw new Error(`${template.name} was not filled`);
			const drawing = drawTemplate(filling.message);
			expect(drawing?.missing).toEqual([]);
			expect(drawing?.text).not.toContain('{{');
			expect(drawing?.text).toBe(filling.message.rendered);
		}
	});

	it('names empty required variables, and values without a variable', async () => {
		const order = (await listed()).find(({ name }) => name === 'order_ready');
		if (!order) throw new Error('order_ready is missing');
		expect(simulator.templates.fill(order, { 'body.1': 'Marta', 'body.9': 'x' })).toEqual({
			ok: false,
			missing: ['body.2', 'body.3', 'button.0.url'],
			unknown: ['body.9'],
		});
	});

	it('gives a quick reply its title as id when none was chosen', async () => {
		const drawing = drawTemplate({
			type: 'template',
			name: 'appointment_reminder',
			language: 'en_US',
			body: [
				{ name: 'time', value: '9:30' },
				{ name: 'name', value: 'João' },
				{ name: 'day', value: 'Tuesday' },
			],
			buttons: [{ index: 0, kind: 'quickReply', payload: 'yes' }],
		});
		expect(drawing?.text).toBe(
			'Hello João, this is a reminder of your appointment on Tuesday at 9:30. Will you come?',
		);
		expect(drawing?.buttons.slice(0, 2)).toEqual([
			{ kind: 'quickReply', title: 'Confirm', payload: 'yes' },
			{ kind: 'quickReply', title: 'Reschedule', payload: 'Reschedule' },
		]);
	});

	it('does not treat a value as a pattern', () => {
		const drawing = drawTemplate({
			type: 'template',
			name: 'we_missed_you',
			language: 'en_US',
			body: [{ value: "$& {{1}} $'" }],
		});
		expect(drawing?.text).toContain("Hi $& {{1}} $',");
	});

	it('distinguishes an unknown name or language from a known one', async () => {
		const found = await simulator.templates.get(ACCOUNT, 'order_ready', 'pt_BR', noNetwork);
		expect(found).toMatchObject({ ok: true, value: { language: 'pt_BR' } });
		const missing = await simulator.templates.get(ACCOUNT, 'order_ready', 'pt', noNetwork);
		expect(missing).toMatchObject({ ok: false, error: { code: '132001', retry: 'no' } });
	});
});
