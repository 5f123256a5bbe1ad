import { ask } from './dialogs';
import { toast } from './elements';
import { page, simulatedNow } from './page-data';
import { pollNow } from './polling';
import { instantOf, wallTime } from './times';
import { post } from './wire';
import { t } from './words';

/** Moves the simulated clock. */

const HOUR_MS = 3_600_000;

async function setClock(offset: number): Promise<void> {
	const { status } = await post({ route: 'clock', offset: Math.round(offset) });
	if (status !== 200) toast(t('failedToast'));
	page.changedAt = Date.now();
	await pollNow();
}

/** Sets the clock to the next time at which the wall clock shows this hour on such a weekday (0: Sunday). */
async function setNext(hour: number, isRight: (weekday: number) => boolean): Promise<void> {
	const now = simulatedNow().getTime();
	const today = new Date(wallTime(new Date(now)));
	const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
	for (let ahead = 0; ; ahead += 1) {
		const wall = Date.UTC(year, month, day + ahead, hour);
		const instant = instantOf(wall);
		if (isRight(new Date(wall).getUTCDay()) && instant > now) return setClock(instant - Date.now());
	}
}

function askForTime(): void {
	const shown = new Date(wallTime(simulatedNow())).toISOString().slice(0, 16);
	ask({
		title: t('setClock'),
		words: t('setClockWords'),
		fields: [
			{ name: 'when', label: t('when'), value: shown, attributes: { type: 'datetime-local' } },
		],
		confirm: t('set'),
		done: ({ when }) => {
			const wall = Date.parse(`${when}Z`);
			if (Number.isNaN(wall)) return t('badTime');
			void setClock(instantOf(wall) - Date.now());
			return undefined;
		},
	});
}

/** Actions by the `data-clock` of the buttons. */
export const CLOCK_ACTIONS: Readonly<Record<string, () => unknown>> = {
	now: () => setClock(0),
	hour: () => setClock(page.offset + HOUR_MS),
	day: () => setClock(page.offset + 25 * HOUR_MS),
	sunday: () => setNext(23, (weekday) => weekday === 0),
	weekday: () => setNext(10, (weekday) => weekday >= 1 && weekday <= 5),
	custom: askForTime,
};
