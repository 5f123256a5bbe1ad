import type { Capabilities } from '../../messaging/capabilities';
import { adapt } from '../../messaging/degradation';
import type { ButtonsMessage, ListMessage } from '../../messaging/outbound-message';
import { infobip } from '../../providers/infobip';

/** Channels that carry a type only in part, shown by Viber: a short menu, a file without words. */
const VIBER: Capabilities = infobip.capabilities('viber');

const PICKED = [
	{ id: 'a', title: 'Cenoura' },
	{ id: 'b', title: 'Milho' },
];
const LIST: ListMessage = {
	type: 'list',
	text: 'Qual bolo?',
	buttonText: 'Bolos',
	sections: [{ rows: PICKED }],
};
const BUTTONS: ButtonsMessage = { type: 'buttons', text: 'Qual bolo?', buttons: PICKED };

describe('degradation: types that a channel carries in part', () => {
	it('does not change a message that fits, and returns its choices by title', () => {
		expect(adapt(LIST, VIBER)).toEqual({ message: LIST, choices: PICKED });
	});

	it('converts a message that does not fit to another form', () => {
		const adapted = adapt({ ...LIST, text: 'Qual bolo? '.repeat(9) }, VIBER);
		expect(adapted).toMatchObject({
			message: { type: 'text', text: expect.stringContaining('2. Milho') as unknown },
			degraded: { from: 'list', to: 'text' },
			choices: PICKED,
		});
	});

	it('sends buttons as a list if that shows them, and returns the choices', () => {
		const adapted = adapt(BUTTONS, VIBER);
		expect(adapted).toMatchObject({
			message: { type: 'list', sections: [{ rows: PICKED }] },
			degraded: { from: 'buttons', to: 'list' },
			choices: PICKED,
		});
	});

	it('does not send buttons as a list that cannot show them', () => {
		const single = { ...BUTTONS, buttons: PICKED.slice(0, 1) };
		expect(adapt(single, VIBER)).toMatchObject({ message: { type: 'text' }, choices: [PICKED[0]] });
	});

	it('never drops the caption of a file that is shown without one', () => {
		const media = { from: 'url', url: 'https://padaria.example/d.pdf' } as const;
		const adapted = adapt({ ...BUTTONS, header: { type: 'document', media } }, VIBER);
		expect(adapted).toMatchObject({ message: { type: 'text' }, choices: PICKED });
		const text =
			'message' in adapted && adapted.message.type === 'text' ? adapted.message.text : '';
		expect(text).toContain('1. Cenoura');
		expect(text).toContain('https://padaria.example/d.pdf');
	});

	it('refuses a file without an address where only a link could be sent', () => {
		const media = { from: 'id', id: '118' } as const;
		expect(adapt({ type: 'document', media, caption: 'Cardápio' }, VIBER)).toMatchObject({
			refused: { code: 'fileNeedsAddress' },
		});
	});
});
