import { build } from '../../../../providers/chatArchitect/build';
import { capabilities } from '../../../../providers/chatArchitect/capabilities';
import { outboundContract } from '../../../contracts/outbound-contract';
import { APP } from '../app';

// There is no official schema; the emulator checks the same bodies by its rules in emulator.test.ts.
outboundContract({ name: 'chatArchitect', build, capabilities }, APP, {});
