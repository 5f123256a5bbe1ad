import type { ConversationState } from '../page-state';
import { $, icon, setText, textArea } from './elements';
import { activeCustomer, isTyping, page, simulatedNow } from './page-data';
import { snippet } from './snippet';
import { clockTime, dayName, duration } from './times';
import { t } from './words';

/** Draws the clock, the head of the phone, and the state of the conversation at the desk. */

const WINDOW_MS = 24 * 3_600_000;
const LITTLE_LEFT_MS = WINDOW_MS / 6;
const HANDLER_LOOKS = {
	bot: { tone: 'good', glyph: 'bot', words: 'handledByBot' },
	human: { tone: 'warn', glyph: 'person', words: 'handledByPerson' },
	waiting: { tone: 'warn', glyph: 'wait', words: 'handledByWaiting' },
} as const;

/** Returns the name of the agent who acts at the desk. */
export function chosenAgent(): string {
	return ($('agent') as HTMLSelectElement).value;
}

export function drawClock(): void {
	const now = simulatedNow();
	$('hour').textContent = clockTime(now);
	$('phone-time').textContent = clockTime(now);
	$('day').textContent = dayName(now);
	const isMoved = Math.abs(page.offset) >= 1000;
	$('drift').className = isMoved ? 'tag warn' : 'tag good';
	$('drift').textContent = isMoved
		? t(page.offset > 0 ? 'ahead' : 'behind', duration(page.offset))
		: t('realTime');
}

export function drawHead(): void {
	const customer = activeCustomer();
	if (!customer) return;
	const business = page.business || t('business');
	$('business-name').textContent = business;
	$('business-initial').textContent = [...business][0]?.toUpperCase() ?? '';
	const isWriting = isTyping(customer);
	$('presence').textContent = t(isWriting ? 'typing' : 'online');
	$('presence').classList.toggle('typing', isWriting);
	textArea('text').placeholder = t('placeholder', customer.name);
	document.querySelector('.phone')?.setAttribute('aria-label', t('phoneOf', customer.name));
	$('attached').hidden = !page.file && !page.replyTo;
	if (page.file) $('attached-name').textContent = page.file.fileName;
	else if (page.replyTo)
		$('attached-name').textContent = snippet(customer, customer.byId.get(page.replyTo));
	$('attached-icon').setAttribute('href', page.file ? '#i-file' : '#i-reply');
}

export function drawDesk(): void {
	const customer = activeCustomer();
	if (!customer) return;
	const { conversation } = customer;
	const handler = conversation?.handler ?? 'bot';
	drawHandler(handler, conversation);
	drawConsent(conversation?.consent);
	drawWindow(conversation?.windowExpiresAt);
	const isBot = handler === 'bot';
	$('take-over').hidden = handler === 'human';
	$('hand-back').hidden = isBot;
	$('transfer').hidden = isBot || conversation?.agent?.name === chosenAgent();
	$('hold').hidden = handler !== 'human';
	$('close-conversation').hidden = isBot;
	drawMemory(conversation);
	const text = textArea('desk-text');
	text.disabled = isBot;
	const submit = $('desk-composer').querySelector('button');
	if (submit) submit.disabled = isBot;
	text.placeholder = t(isBot ? 'placeholderDeskBot' : 'placeholderDesk');
}

function drawHandler(
	handler: ConversationState['handler'],
	{ handlerUntil, service, team, agent, ticketId }: Partial<ConversationState> = {},
): void {
	const { tone, glyph, words } = HANDLER_LOOKS[handler];
	const drawn = `${handler}${page.language}`;
	if ($('handler').dataset.look !== drawn) {
		$('handler').dataset.look = drawn;
		$('handler').className = `tag ${tone}`;
		$('handler').replaceChildren(icon(glyph), t(words));
	}
	const until = handlerUntil === undefined ? '' : t('until', clockTime(new Date(handlerUntil)));
	const details = [
		agent?.name ?? agent?.id,
		team && t('deskTeam', team),
		ticketId && t('deskTicket', ticketId),
		service === 'Simulator' ? '' : service,
		handler === 'bot' ? '' : until,
	];
	setText($('handler-until'), details.filter(Boolean).join(', '));
}

/** Draws the step and the values that the bot remembers. */
function drawMemory({ step, values = {} }: Partial<ConversationState> = {}): void {
	const pairs = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
	const facts = [step, ...pairs].filter(Boolean).join(', ');
	$('memory').hidden = facts === '';
	setText($('memory'), t('deskRemembers', facts));
}

function drawConsent({ all, marketing }: Partial<ConversationState['consent']> = {}): void {
	const promotions = marketing === 'optedOut' ? 'promotionsStopped' : undefined;
	const stopped = all === 'optedOut' ? 'allStopped' : promotions;
	$('consent').hidden = stopped === undefined;
	if (stopped) setText($('consent'), t(stopped));
}

function drawWindow(expiresAt: string | undefined): void {
	const left = expiresAt ? Date.parse(expiresAt) - simulatedNow().getTime() : undefined;
	setText($('window-words'), windowWords(left));
	const share = Math.max(0, Math.min(1, (left ?? 0) / WINDOW_MS));
	$('window-bar').style.width = `${share * 100}%`;
	$('window-gauge').classList.toggle('low', (left ?? 0) < LITTLE_LEFT_MS);
}

function windowWords(left: number | undefined): string {
	if (left === undefined) return t('windowNever');
	return left <= 0 ? t('windowClosed') : t('windowOpen', duration(left));
}
