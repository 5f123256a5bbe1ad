/**
 * First version in which the trigger's path is its node id, so that every copy in the editor has an address of its own.
 */
export const PATH_IS_NODE_ID_SINCE = 2;

/**
 * Path of the trigger's address. n8n evaluates it as an expression, so it must not use anything outside of itself. From
 * version 2 on, the whole path is the node id. Before, it was `messages` below the `webhookId`.
 */
export const WEBHOOK_PATH = `={{ $nodeVersion >= ${PATH_IS_NODE_ID_SINCE} ? $nodeId : "messages" }}`;
export const IS_FULL_PATH = `={{ $nodeVersion >= ${PATH_IS_NODE_ID_SINCE} }}`;
