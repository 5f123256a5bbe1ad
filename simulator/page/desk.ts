import { fitHeight, submitOnEnter } from './composer';
import { postChange } from './customer-actions';
import { chosenAgent } from './draw-desk';
import { $, h, textArea, toast } from './elements';
import { activeCustomer, page } from './page-data';
import { pollNow } from './polling';
import { menuItem, openPopup } from './popups';
import { redraw } from './redraw';
import { post } from './wire';
import { t } from './words';

/** Connects the controls of the business's side, and the consents in the menu of the chat. */

type Scope = 'all' | 'marketing';

export function wireDesk(): void {
	submitOnEnter(textArea('desk-text'), $('desk-composer') as HTMLFormElement);
	$('desk-composer').addEventListener('submit', (event) => {
		event.preventDefault();
		void sendAsAgent();
	});
	$('take-over').addEventListener('click', () => void accept());
	$('transfer').addEventListener('click', () => void assign('transfer'));
	$('hold').addEventListener('click', () => void assign('hold'));
	$('close-conversation').addEventListener('click', () => void assign('close'));
	$('agent').addEventListener('change', redraw);
	$('hand-back').addEventListener('click', () => {
		void postChange({ type: 'handover', direction: 'toBot' });
	});
	$('chat-menu').addEventListener('click', () => {
		openPopup($('chat-menu'), consentMenu(), (node) => {
			node.style.right = '12px';
			node.style.top = '84px';
		});
	});
}

/** Accepts as the chosen agent. The workflow gets the handover that a provider would report. */
async function accept(): Promise<void> {
	await postChange({ type: 'handover', direction: 'toHuman', service: 'Simulator' });
	await assign('accept');
}

async function assign(action: 'accept' | 'transfer' | 'hold' | 'close'): Promise<void> {
	const agent = chosenAgent();
	const { status } = await post({ route: 'assign', customer: page.active, action, agent });
	if (status !== 200) toast(t('failedToast'));
	page.changedAt = Date.now();
	await pollNow();
}

async function sendAsAgent(): Promise<void> {
	const area = textArea('desk-text');
	const text = area.value.trim();
	if (!text) return;
	const { status } = await post({ route: 'human', customer: page.active, text });
	if (status === 200) area.value = '';
	else toast(t(status === 409 ? 'humanWindowClosed' : 'failedToast'));
	fitHeight(area);
	page.changedAt = Date.now();
	await pollNow();
}

function consentMenu(): HTMLElement {
	const consent = activeCustomer()?.conversation?.consent;
	const item = (scope: Scope, stop: string, allow: string) => {
		const isStopped = consent?.[scope] === 'optedOut';
		const state = isStopped ? 'optedIn' : 'optedOut';
		const change = () => void postChange({ type: 'consent', state, scope });
		return menuItem(isStopped ? 'check' : 'bell', t(isStopped ? allow : stop), change);
	};
	return h(
		'div',
		{ class: 'popup' },
		item('marketing', 'stopPromotions', 'allowPromotions'),
		item('all', 'stopAll', 'allowAll'),
	);
}
