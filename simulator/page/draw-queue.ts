import type { QueuedConversation } from '../page-state';
import { customerOf } from './chat';
import { $, h } from './elements';
import { page, simulatedNow } from './page-data';
import { duration } from './times';
import { t } from './words';

/** Draws the agents, and the conversations that wait for them or that they handle. */

const INVENTED_AGENTS = ['Bia', 'Caio'];

/** Keys with which queue and agents were drawn. While they are equal, nothing is drawn again and the focus stays. */
let drawnQueue: string | undefined;
let drawnAgents: string | undefined;

/** Draws the choice of the agent: the invented ones, and those to whom a workflow has assigned a conversation. */
export function drawAgents(): void {
	const counts = new Map(INVENTED_AGENTS.map((name) => [name, 0]));
	for (const { agent, handler } of page.queue) {
		const name = agent?.name ?? agent?.id;
		if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + Number(handler === 'human'));
	}
	const key = JSON.stringify([...counts]);
	if (drawnAgents === key) return;
	drawnAgents = key;
	const select = $('agent') as HTMLSelectElement;
	const chosen = select.value;
	const options = [...counts].map(([name, count]) =>
		h('option', { value: name }, count > 0 ? `${name} (${count})` : name),
	);
	select.replaceChildren(...options);
	if (counts.has(chosen)) select.value = chosen;
}

/** Draws a line for each conversation. A click shows it. */
export function drawQueue(choose: (id: string) => void): void {
	const lines = page.queue.map((queued) => [queued.customerId, wordsOf(queued)] as const);
	const names = lines.map(([id]) => customerOf(id).name);
	const key = JSON.stringify([page.language, page.active, lines, names]);
	if (drawnQueue === key) return;
	drawnQueue = key;
	$('queue').hidden = lines.length === 0;
	$('queue').replaceChildren(
		...lines.map(([id, words], index) =>
			h(
				'li',
				{},
				h(
					'button',
					{
						type: 'button',
						'aria-current': id === page.active ? 'true' : undefined,
						onclick: () => choose(id),
					},
					h('b', {}, names[index]),
					h('small', {}, words),
				),
			),
		),
	);
}

function wordsOf({ handler, team, agent, since }: QueuedConversation): string {
	const wait = handler === 'waiting' ? waitWords(since) : '';
	return [wait, agent?.name ?? agent?.id, team && t('deskTeam', team)].filter(Boolean).join(', ');
}

/** Returns the wait in whole minutes, so that the line is not drawn anew every second. */
function waitWords(since: string | undefined): string {
	const passed = since === undefined ? 0 : simulatedNow().getTime() - Date.parse(since);
	return passed < 60_000 ? t('waiting') : t('queueWaits', duration(passed));
}
