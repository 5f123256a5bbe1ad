import { OneAtATime } from '../../../nodes/process/one-at-a-time';

describe('one at a time', () => {
	it('runs the work of one key in its order, although one piece fails, and other keys in parallel', async () => {
		const queue = new OneAtATime();
		const done: string[] = [];
		let open: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (open = resolve));
		const first = queue.run('a', async () => {
			await gate;
			done.push('first');
			throw new Error('no answer');
		});
		const second = queue.run('a', async () => done.push('second'));
		await queue.run('b', async () => done.push('other'));
		expect(done).toEqual(['other']);
		open();
		await expect(first).rejects.toThrow('no answer');
		await second;
		expect(done).toEqual(['other', 'first', 'second']);
	});
});
