import { drawClock, drawDesk, drawHead } from './draw-desk';
import { deskPane, drawLog, phonePane, scrollToEnd } from './draw-log';
import { drawCustomers } from './draw-customers';
import { drawAgents, drawQueue } from './draw-queue';
import { $ } from './elements';
import { page, type Language } from './page-data';
import { pollNow, showTrouble } from './polling';
import { closePopups } from './popups';
import { hasTabs, markSeen } from './receipts';
import { locale, t } from './words';

/** Draws the page, for the chosen customer, language and tab. */

export function drawAll(): void {
	if (!page.isReady) return;
	markSeen();
	drawCustomers(chooseCustomer);
	drawClock();
	drawHead();
	drawAgents();
	drawDesk();
	drawQueue(chooseCustomer);
	drawLog(phonePane);
	drawLog(deskPane);
}

export function chooseCustomer(id: string): void {
	page.active = id;
	page.replyTo = undefined;
	if (hasTabs()) chooseTab('phone');
	closePopups();
	drawAll();
	void pollNow();
	if (matchMedia('(hover: hover)').matches) $('text').focus();
}

export function chooseTab(tab: string): void {
	document.body.dataset.tab = tab;
	for (const node of document.querySelectorAll<HTMLElement>('.tabs [data-tab]'))
		node.setAttribute('aria-selected', String(node.dataset.tab === tab));
	for (const pane of [phonePane, deskPane]) scrollToEnd(pane);
	drawAll();
}

export function chooseLanguage(language: Language): void {
	page.language = language;
	document.documentElement.lang = locale();
	document.title = t('title');
	for (const node of document.querySelectorAll<HTMLElement>('[data-t]'))
		node.textContent = t(node.dataset.t ?? '');
	for (const node of document.querySelectorAll<HTMLElement>('[data-label]'))
		node.setAttribute('aria-label', t(node.dataset.label ?? ''));
	for (const node of document.querySelectorAll<HTMLElement>('[data-lang]'))
		node.setAttribute('aria-pressed', String(node.dataset.lang === language));
	const { trouble } = page;
	showTrouble(undefined);
	showTrouble(trouble);
	drawAll();
}
