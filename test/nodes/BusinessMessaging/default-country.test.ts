import { isolateNodes, nodeStore } from '../../engine/isolate-nodes';
import { runNode } from '../../engine/run-node';
import { message, receive } from '../../store/events';

isolateNodes();

/** A number that exists in Santa Maria, Brazil, and in Mexico City. */
const NATIONAL = '55 3222-1234';
const ENDS = {
	resource: 'contact',
	operation: 'optOut',
	scope: 'all',
	from: 'padaria',
	to: NATIONAL,
};

describe('Default Country', () => {
	const optOut = async (options: Record<string, string>) => {
		const [[item] = []] = await runNode({ ...ENDS, options });
		return (item?.json.contact as { phone?: string }).phone;
	};

	it('reads numbers without country code', async () => {
		expect(await optOut({ defaultCountry: 'BR' })).toBe('+555532221234');
		expect(await optOut({ defaultCountry: 'MX' })).toBe('+525532221234');
	});

	it('the option is needed where nothing else gives the country', async () => {
		await expect(optOut({})).rejects.toThrow('The country code of the phone number is missing');
	});

	it('counts less than the country of the business number', async () => {
		const business = { id: 'padaria', phone: '+551140000001' };
		await receive(await nodeStore(), [message('a', 'Oi', { provider: 'simulator', business })]);
		expect(await optOut({ defaultCountry: 'MX' })).toBe('+555532221234');
	});
});
