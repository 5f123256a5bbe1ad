import { completeSettings } from '../../../intake/listeners/listener-settings';
import { shopOfNumber } from '../../../intake/listeners/shop-of-number';
import { message } from '../../store/events';

const listener = (shop: string | undefined, businessId?: string) => ({
	key: `listener-${shop}`,
	settings: completeSettings({
		provider: 'whatsappCloud',
		...(shop !== undefined && { shop }),
		...(businessId !== undefined && { businessId }),
	}),
});
const event = message('a', 'Oi', { business: { id: 'business-2', phone: '+551140000002' } });

describe('intake: the shop of a number', () => {
	it('the shop is that of the listener that has chosen the number, whichever address was called', () => {
		const listeners = [listener('Sol', 'business-1'), listener('Lua', 'business-2')];
		expect(shopOfNumber(event, listeners)).toBe('Lua');
	});

	it('the shop is found by the number that customers see, too', () => {
		const listeners = [listener('Sol'), listener('Lua', '+55 11 4000-0002')];
		expect(shopOfNumber(event, listeners)).toBe('Lua');
	});

	it('the shop is that of the listener that hears every number, if no listener has chosen this one', () => {
		expect(shopOfNumber(event, [listener('Sol', 'business-1'), listener('Lua')])).toBe('Lua');
	});

	it('the shop is that of the credential whose address was called, where several hear every number', () => {
		expect(shopOfNumber(event, [listener('Sol'), listener('Lua')])).toBe('Sol');
	});

	it('the shop is the unnamed one where no credential names any', () => {
		expect(shopOfNumber(event, [listener(undefined)])).toBeUndefined();
	});
});
