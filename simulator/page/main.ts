import { CLOCK_ACTIONS } from './clock';
import { wireComposer } from './composer';
import { wireDesk } from './desk';
import { ask } from './dialogs';
import { chooseCustomer, chooseTab, drawAll, chooseLanguage } from './draw-all';
import { deskPane, followReader, phonePane } from './draw-log';
import { $ } from './elements';
import { page, type Language } from './page-data';
import { poll, pollNow } from './polling';
import { closePopups, isOutsideOfPopup, isPopupOpen } from './popups';
import { onRedraw } from './redraw';
import { post } from './wire';
import { t } from './words';

/** The chat page: the customer's phone and the business's desk, side by side. */

const DRAW_EVERY_MS = 1_000;

function wireButtons(attribute: string, act: (value: string) => void, within = ''): void {
	for (const button of document.querySelectorAll(`${within} button[data-${attribute}]`))
		button.addEventListener('click', () => act(button.getAttribute(`data-${attribute}`) ?? ''));
}

function askForCustomer(): void {
	ask({
		title: t('addCustomer'),
		fields: [
			{ name: 'name', label: t('name') },
			{
				name: 'phone',
				label: t('phone'),
				attributes: { type: 'tel', placeholder: t('phoneHint') },
			},
		],
		confirm: t('add'),
		done: async ({ name, phone }) => {
			const { status, json } = await post({ route: 'customers', id: phone, name });
			if (status === 400) return t('badPhone');
			if (status !== 200) return t('failedToast');
			await pollNow();
			chooseCustomer((json as { id: string }).id);
			return undefined;
		},
	});
}

function askForReset(): void {
	ask({
		title: t('resetTitle'),
		words: t('resetWords'),
		confirm: t('reset'),
		isDangerous: true,
		done: async () => {
			const { status } = await post({ route: 'reset' });
			if (status !== 200) return t('failedToast');
			page.era += 1;
			page.last = 0;
			page.customers.clear();
			page.active = undefined;
			page.replyTo = undefined;
			await pollNow();
			return undefined;
		},
	});
}

onRedraw(drawAll);
for (const pane of [phonePane, deskPane]) followReader(pane);
wireComposer();
wireDesk();
$('add-person').addEventListener('click', askForCustomer);
$('reset').addEventListener('click', askForReset);
wireButtons('clock', (name) => void CLOCK_ACTIONS[name]?.());
wireButtons('tab', chooseTab, '.tabs');
wireButtons('lang', (language) => {
	chooseLanguage(language as Language);
	history.replaceState(null, '', `#lang=${language}`);
});
document.addEventListener('keydown', ({ key }) => {
	if (key === 'Escape' && isPopupOpen()) closePopups({ focusOpener: true });
});
document.addEventListener('pointerdown', ({ target }) => {
	if (target instanceof Node && isOutsideOfPopup(target)) closePopups();
});
document.addEventListener('visibilitychange', () => {
	if (document.visibilityState === 'visible') void poll();
});
setInterval(drawAll, DRAW_EVERY_MS);

chooseLanguage(page.language);
chooseTab('phone');
void poll();
