import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Figures of the systems to replace. Their workflows as they had to be built with version 0.1.0 lie beside this project,
 * with the script that counts them.
 */
const SEEDS = path.resolve(__dirname, '../../../shared/seeds');
const NOW = path.resolve(__dirname, '../e2e/systems-to-replace');
const PAGE = path.resolve(__dirname, '../../docs/systems-to-replace.md');

interface System {
	/** Name in the page. */
	name: string;
	/** Folder of the workflows as they are now. */
	folder: string;
	/** Begin of the names of its workflows, where the folder has others, too. */
	files?: string[];
	/** Workflows as they were: folders and files, less those that belong to another issue. */
	before: string[];
	/** Reason why more than half of the nodes are left. */
	moreThanHalf?: string;
	/** Number of workflows that no event starts, each of which names the customer once. */
	namesCustomer?: number;
}

const seed000 = (...files: string[]) => files.map((file) => `seed000/${file}`);

const SYSTEMS: System[] = [
	{
		name: 'Blip router with three services',
		folder: 'blip-services',
		files: ['1-'],
		before: seed000('1-'),
		moreThanHalf: 'four bots of Blip are four workflows, each with its own key',
	},
	{
		name: 'Text or template, opt-in, flow on Blip',
		folder: 'blip-services',
		files: ['2-', '3-', '4-'],
		before: seed000('2-', '3-', '4-'),
		moreThanHalf: 'one node that hears the shop and one that sends cannot be fewer',
		namesCustomer: 4,
	},
	{
		name: 'Attendant available in Blip Desk',
		folder: 'blip-services',
		files: ['6-'],
		before: seed000('6-'),
		moreThanHalf: 'each answer of the bot is a node',
	},
	{
		name: 'Three services with state in n8n',
		folder: 'blip-services',
		files: ['7-'],
		before: seed000('7-'),
	},
	{
		name: 'Reminder and end after silence',
		folder: 'blip-services',
		files: ['8-'],
		before: seed000('8-'),
	},
	{
		name: 'Ask and validate',
		folder: 'blip-services',
		files: ['9-'],
		before: seed000('9-'),
	},
	{
		name: 'Ask and wait by hand',
		folder: 'blip-extra',
		files: ['1-'],
		before: ['extra/1-'],
	},
	{
		name: 'Least busy agent by hand',
		folder: 'blip-extra',
		files: ['2-'],
		before: ['extra/2-'],
	},
	{
		name: 'Custom help desk on Blip',
		folder: 'blip-help-desk',
		before: ['seed002/'],
		moreThanHalf: 'one node for each thing that happens was left in the seed, too',
	},
	{
		name: 'isoBot over Botmaker',
		folder: 'isobot',
		before: ['seed003/'],
		moreThanHalf: 'each choice of the menu and each act of an agent is a node',
	},
	{
		name: 'Usedesk over Infobip',
		folder: 'usedesk-over-infobip',
		before: ['seed001/'],
		moreThanHalf: 'four of the nodes carry files both ways',
		namesCustomer: 1,
	},
	{
		name: 'ChatArchitect by role',
		folder: 'chat-architect-roles',
		before: ['seed004/'],
		moreThanHalf: 'more than half of the nodes left stand for the systems of the shop',
		namesCustomer: 3,
	},
];

/** Columns of the script. */
const FIGURES = ['ours', 'helpers', 'code', 'typed', 'json', 'ends'] as const;
type Counted = Record<(typeof FIGURES)[number] | 'nodes' | 'workflows', number>;

/** Counts the workflows below a folder whose paths begin with one of these. */
function count(folder: string, paths: string[]): Counted {
	const table = execFileSync(process.execPath, [path.join(SEEDS, 'count.mjs'), folder], {
		encoding: 'utf8',
	});
	const sum: Counted = {
		...{ ours: 0, helpers: 0, code: 0, typed: 0, json: 0, ends: 0 },
		...{ nodes: 0, workflows: 0 },
	};
	for (const line of table.split('\n')) {
		const columns = line.trim().split(/\s+/);
		const file = columns[FIGURES.length] ?? '';
		if (!paths.some((start) => file.startsWith(start))) continue;
		for (const [index, figure] of FIGURES.entries()) sum[figure] += Number(columns[index]);
		sum.workflows += 1;
	}
	return { ...sum, nodes: sum.ours + sum.helpers };
}

function rowOf({ name }: System, before: Counted, after: Counted): string {
	const change = (figure: keyof Counted) => `${before[figure]} → ${after[figure]}`;
	const figures = (['workflows', 'nodes', 'typed', 'json', 'ends'] as const).map(change);
	return `| ${[name, ...figures].join(' | ')} |`;
}

describe('figures of the systems to replace', () => {
	if (!existsSync(SEEDS)) {
		process.stderr.write('Systems to replace are not counted: there is no ../shared/seeds.\n');
		it('the systems cannot be counted here', () => expect(existsSync(SEEDS)).toBe(false));
		return;
	}
	const page = readFileSync(PAGE, 'utf8');

	describe.each(SYSTEMS)('$name', (system) => {
		const before = count(SEEDS, system.before);
		const { folder, files = [''] } = system;
		const after = count(
			NOW,
			files.map((file) => `${folder}/${file}`),
		);

		it('needs no JSON, no expression that cannot be dragged, and no customer typed again', () => {
			expect(after.workflows).toBeGreaterThan(0);
			const { code, json, typed, ends } = after;
			expect({ code, json, typed, ends }).toEqual({
				...{ code: 0, json: 0, typed: 0 },
				ends: system.namesCustomer ?? 0,
			});
		});

		it('needs half of the nodes, or the page says why not', () => {
			const { moreThanHalf } = system;
			expect(after.nodes).toBeLessThan(before.nodes);
			expect(after.nodes > before.nodes / 2).toBe(moreThanHalf !== undefined);
			if (moreThanHalf !== undefined) expect(page).toContain(moreThanHalf);
		});

		it('stands in the page with these figures', () => {
			expect(page).toContain(rowOf(system, before, after));
		});
	});
});
