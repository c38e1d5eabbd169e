// test/compatibility/code.ts of Breakwater 0.1.0, bundled by npm run freeze. It stays as it is.
"use strict";var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{
if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&
key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var code_exports={};__export(code_exports,{PermanentError:()=>PermanentError,accept:()=>accept,asReplay:()=>asReplay,deadLetterAttributes:()=>deadLetterAttributes,
decodeEnvelope:()=>decodeEnvelope,encodeEnvelope:()=>encodeEnvelope,eventStatus:()=>eventStatus,ledgerItem:()=>ledgerItem,
openLedger:()=>openLedger,openQueues:()=>openQueues,openTransactions:()=>openTransactions,processBatch:()=>processBatch,
toEntry:()=>toEntry});module.exports=__toCommonJS(code_exports);var REPLAY=/,"replay":"(?:[^"\\]|\\.)*"/,BODY=/,"data(?:_base64|ref)?":/;function asReplay(envelope,replay){let start=envelope.
search(BODY);if(start<0)throw new SyntaxError("the envelope holds no body");return`${envelope.slice(0,start).replace(REPLAY,
"")},"replay":${JSON.stringify(replay)}${envelope.slice(start)}`}var CLAIM_CHECK_DAYS=35;function readClaimCheckKey(key){let[,source,id,digest]=/^([a-z0-9-]+)\/([\w-]+)\/([0-9a-f]{64})(?:~[0-9a-f]{16})?$/.exec(
key)??[];if(!(source===void 0||id===void 0||digest===void 0))return{source,id:Buffer.from(id,"base64url").toString(),digest}}var strictUtf8=new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}),isFormType=contentType=>/^application\/x-www-form-urlencoded\b/i.
test(contentType),isJsonType=contentType=>/^[^;]+[/+]json\s*(?:;|$)/i.test(contentType);function decodeUtf8(bytes){try{return strictUtf8.decode(bytes)}catch{return}}function parseJson(text){try{return JSON.parse(
text)}catch{return}}var ENVELOPE_VERSION=1,NewerEnvelope=class extends Error{name="NewerEnvelope"};var REFUSED_BY_SQS=/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u,UNESCAPED={"\uFFFE":"\\ufffe","\uFFFF":"\\u\
ffff"};function encodeEnvelope(facts,body){let head=JSON.stringify({specversion:"1.0",id:facts.id,source:facts.source,type:facts.
type,time:facts.time,subject:facts.subject,datacontenttype:facts.contentType,provider:facts.provider,receivedtime:facts.
receivedAt,requestid:facts.requestId,replay:facts.replay}).replaceAll(/[\uFFFE\uFFFF]/g,character=>UNESCAPED[character]),
data=Buffer.isBuffer(body)?encodeData(facts.contentType,body):encodeReference(body);return`${head.slice(0,-1)},${data}}`}
var encodeReference=({key,bytes,digest})=>JSON.stringify({dataref:key,datalength:bytes,datasha256:digest}).slice(1,-1);function encodeData(contentType,body){
let text=decodeUtf8(body);if(text!==void 0&&!REFUSED_BY_SQS.test(text)){if(!isJsonType(contentType))return`"data":${JSON.
stringify(text)}`;if(parseJson(text)!==void 0)return`"data":${text}`}return`"data_base64":"${body.toString("base64")}"`}
function decodeEnvelope(text){let attributes=JSON.parse(text),version=Object(attributes).envelopeversion??1;if(typeof version==
"number"&&version>ENVELOPE_VERSION)throw new NewerEnvelope(`the envelope is of version ${version}, and this code reads u\
p to ${ENVELOPE_VERSION}`);if(!isAttributes(attributes))throw new SyntaxError("the message is not a CloudEvents 1.0 enve\
lope of an event");let{id,source,provider,type,subject}=attributes;return{facts:{id,source,provider,type,time:attributes.
time,receivedAt:attributes.receivedtime,requestId:attributes.requestid,subject,contentType:attributes.datacontenttype,replay:attributes.
replay},body:attributes.dataref===void 0?decodeData(text,attributes):decodeReference(attributes)}}function eventOf({id,source,
provider,type,subject,contentType,...at},rawBody){return{id,source,provider,type,time:new Date(at.time),receivedAt:new Date(
at.receivedAt),subject,contentType,data:parseBody(contentType,rawBody),rawBody}}function parseBody(contentType,body){let text=decodeUtf8(
body);if(text===void 0)return body;if(isFormType(contentType)){let form=new URLSearchParams(text);return parsedOr(form.get(
"payload")??"",Object.fromEntries(form))}return isJsonType(contentType)?parsedOr(text,text):text}function parsedOr(text,otherwise){
let value=parseJson(text);return value===void 0?otherwise:value}var REQUIRED=["id","source","provider","type","time","re\
ceivedtime","requestid","datacontenttype"],OPTIONAL=["subject","replay","data_base64","dataref","datasha256"];function isAttributes(value){
if(typeof value!="object"||value===null||Reflect.get(value,"specversion")!=="1.0")return!1;let kind=name=>typeof Reflect.
get(value,name);return REQUIRED.every(name=>kind(name)==="string")&&OPTIONAL.every(name=>kind(name)==="string"||kind(name)===
"undefined")}function decodeData(text,{data,data_base64,datacontenttype}){if(data_base64!==void 0)return Buffer.from(data_base64,
"base64");if(!isJsonType(datacontenttype)&&typeof data=="string")return Buffer.from(data,"utf8");let member=',"data":',start=text.
indexOf(member)+member.length,body=text.slice(start,-1);if(!isJsonType(datacontenttype)||parseJson(`${text.slice(0,start)}\
0}`)===void 0||parseJson(body)===void 0)throw new SyntaxError("the envelope holds no body, or has been laid out anew sin\
ce it was written");return Buffer.from(body,"utf8")}function decodeReference({source,id,dataref="",datalength,datasha256}){
let named=readClaimCheckKey(dataref);if(!(named?.source===source&&named.id===id&&named.digest===datasha256)||typeof datalength!=
"number")throw new SyntaxError("the envelope refers to a body that is not its own");return{key:dataref,bytes:datalength,
digest:named.digest}}var CODES={"\n":"	 ","\r":"		 ","	":"			"},MEANINGS=new Map(Object.entries(CODES).map(([character,code])=>[code,character]));function eventStatus(custody,now){return custody?custody.state==="claimed"?custody.until>now?"running":"retrying":custody.
state==="retry"?"retrying":custody.state:"queued"}var import_node_crypto=require("node:crypto"),SHARDS=16,RETENTION_DAYS=35;var ledgerKey=(source,id)=>`${source}#${id}`,shardKey=(source,shard)=>`${source}#${shard.toString(16)}`,shardOf=id=>((0,import_node_crypto.createHash)(
"sha256").update(id).digest()[0]??0)%SHARDS;var custodyAttribute=processor=>`processor:${processor}`,processorOf=attribute=>attribute.startsWith("processor:")?attribute.
slice(10):void 0;function ledgerItem(facts,digest,targets,now){let{id,source,type,provider,time,receivedAt}=facts;return{
pk:ledgerKey(source,id),shard:shardKey(source,shardOf(id)),receivedAt,time,type,provider,digest,targets,expires:Math.floor(
now/1e3)+RETENTION_DAYS*86400}}var import_client_dynamodb2=require("@aws-sdk/client-dynamodb"),import_util_dynamodb=require("@aws-sdk/util-dynamodb");function unheld(targets,held){return targets.filter(target=>!held.has(target))}function claim(current,claimant){let{owner,
now,deadline,maxAttempts,replay}=claimant;if((current?.version??1)>1)return{verdict:"keep",until:now+60*1e3};let replayed=replay!==
void 0&&!current?.replays?.includes(replay);if(current?.state==="done"||current?.state==="failed"&&!replayed)return{verdict:"\
settled"};if(current?.state==="claimed"&&current.owner===owner)return{verdict:"run",next:current};if((current?.state==="\
claimed"||current?.state==="retry"&&!replayed)&&current.until>now)return{verdict:"keep",until:current.until};let before=replayed?
void 0:current,attempts=(before?.attempts??0)+1,next={state:"claimed",owner,until:deadline+2e3,attempts:Math.min(attempts,
maxAttempts),failures:before?.failures??[],replays:replayed?withReplay(current,replay):current?.replays};return{verdict:attempts>
maxAttempts?"exhausted":"run",next}}var completed=held=>({...held,state:"done"}),released=(held,failure,retryAt)=>({...held,
state:"retry",until:retryAt,failures:withFailure(held,failure)}),uncounted=held=>({...held,attempts:held.attempts-1}),deadLettered=(held,failure)=>({
...held,state:"failed",failures:withFailure(held,failure)});function withFailure(held,failure){let short={...failure,error:failure.
error.slice(0,120)};return[...held.failures,short].slice(-3)}var withReplay=(before,replay)=>[...before?.replays??[],replay].
slice(-5),sameCustody=(left,right)=>left?.state===right?.state&&left?.owner===right?.owner&&left?.attempts===right?.attempts&&
left?.until===right?.until;var import_client_dynamodb=require("@aws-sdk/client-dynamodb");function clientConfig(options={}){let{region,endpoint,profile,credentials,requestTimeoutMs=1e3,maxAttempts=3}=options;return{
...region&&{region},...endpoint&&{endpoint},...profile&&{profile},...credentials&&{credentials},maxAttempts,requestHandler:{
connectionTimeout:1e3,requestTimeout:requestTimeoutMs,throwOnRequestTimeout:!0}}}var shared;function dynamoDbClient(options){return options?new import_client_dynamodb.DynamoDBClient(clientConfig(options)):
(shared??=new import_client_dynamodb.DynamoDBClient(clientConfig()),shared)}function openLedger(table,options){let client=dynamoDbClient(options),get=async pk=>{let command=new import_client_dynamodb2.GetItemCommand(
{TableName:table,Key:(0,import_util_dynamodb.marshall)({pk}),ConsistentRead:!0});return(await client.send(command)).Item},
itemBehind=async(error,pk)=>{if(!(error instanceof import_client_dynamodb2.ConditionalCheckFailedException))throw error;
return error.Item??await get(pk)};return{async record(item){let command=new import_client_dynamodb2.PutItemCommand({TableName:table,
Item:(0,import_util_dynamodb.marshall)(item),ConditionExpression:"attribute_not_exists(pk) OR expires < :now",ExpressionAttributeValues:(0,import_util_dynamodb.marshall)(
{":now":Math.floor(Date.parse(item.receivedAt)/1e3)}),ReturnValuesOnConditionCheckFailure:"ALL_OLD"});try{await client.send(
command);return}catch(error){let present=await itemBehind(error,item.pk);if(!present)throw new Error("the ledger refused\
 a new event, and has no such event",{cause:error});return toEntry(present)}},async read(source,id){let item=await get(ledgerKey(
source,id));return item&&toEntry(item)},async swap(item,processor,expected,next){let attribute=custodyAttribute(processor);
try{return await client.send(new import_client_dynamodb2.UpdateItemCommand({TableName:table,...swapExpression(item,attribute,
expected,next)})),{taken:!0}}catch(error){let current=custodyIn(await itemBehind(error,item.pk),attribute);return sameCustody(
current,next)?{taken:!0}:{taken:!1,current}}}}}function swapExpression(item,attribute,expected,next){let{pk,expires,...facts}=item,
kept=Object.keys(facts),condition=expected?"#custody.#state = :state AND #custody.#owner = :owner AND #custody.attempts \
= :attempts AND #custody.#until = :until":"attribute_not_exists(#custody)";return{Key:(0,import_util_dynamodb.marshall)(
{pk}),UpdateExpression:`SET #custody = :next, expires = :expires, ${kept.map(name=>`#${name} = if_not_exists(#${name}, :${name}\
)`).join(", ")}`,ConditionExpression:condition,ExpressionAttributeNames:{"#custody":attribute,...Object.fromEntries(kept.
map(name=>[`#${name}`,name])),...expected&&{"#state":"state","#owner":"owner","#until":"until"}},ExpressionAttributeValues:(0,import_util_dynamodb.marshall)(
{":next":next,":expires":expires,...Object.fromEntries(Object.entries(facts).map(([name,value])=>[`:${name}`,value])),...expected&&
{":state":expected.state,":owner":expected.owner,":attempts":expected.attempts,":until":expected.until}},{removeUndefinedValues:!0}),
ReturnValuesOnConditionCheckFailure:"ALL_OLD"}}function toEntry(item){let attributes=(0,import_util_dynamodb.unmarshall)(
item),custody=new Map;for(let[name,value]of Object.entries(attributes)){let processor=processorOf(name);processor!==void 0&&
custody.set(processor,value)}let{pk,shard,receivedAt,time,type,provider,digest,targets=[],signedBy,expires}=attributes,entry={
pk,shard,receivedAt,time,type,provider,digest,targets,expires,custody};return signedBy===void 0?entry:{...entry,signedBy}}
function custodyIn(item,attribute){let value=item?.[attribute];return value&&(0,import_util_dynamodb.unmarshall)({value}).
value}var import_client_sqs=require("@aws-sdk/client-sqs");function openQueues(options){let client=new import_client_sqs.SQSClient({...clientConfig(options),useQueueUrlAsEndpoint:!1});
return{async send(queueUrl,{body,attributes={},group,deduplicationId}){let MessageAttributes=Object.fromEntries(Object.entries(
attributes).map(([name,value])=>[name,{DataType:"String",StringValue:value}])),place={MessageGroupId:group,MessageDeduplicationId:deduplicationId};
await client.send(new import_client_sqs.SendMessageCommand({QueueUrl:queueUrl,MessageBody:body,MessageAttributes,...place}))},
async hold(queueUrl,receiptHandle,seconds){let VisibilityTimeout=Math.max(0,Math.ceil(seconds));await client.send(new import_client_sqs.ChangeMessageVisibilityCommand(
{QueueUrl:queueUrl,ReceiptHandle:receiptHandle,VisibilityTimeout}))}}}var import_client_dynamodb3=require("@aws-sdk/client-dynamodb"),import_util_dynamodb3=require("@aws-sdk/util-dynamodb");var import_util_dynamodb2=require("@aws-sdk/util-dynamodb");var itemBytes=item=>Object.entries(item).reduce((sum2,[name,value])=>sum2+Buffer.byteLength(name)+valueBytes(value),0);function valueBytes({
S,N,B,SS,NS,BS,L,M}){return S!==void 0?Buffer.byteLength(S):N!==void 0?Math.ceil(N.replace(/[^\d]/g,"").length/2):B!==void 0?
B.byteLength:SS?sum(SS,Buffer.byteLength):NS?sum(NS,number=>valueBytes({N:number})):BS?sum(BS,({byteLength})=>byteLength):
L?sum(L,valueBytes):M?itemBytes(M):1}var sum=(list,bytes)=>list.reduce((total,each)=>total+bytes(each),0);function firstDouble(writes){
let keys=new Map(writes.flatMap(({table,key})=>key?[[table,Object.keys(key).sort()]]:[])),seen=new Map;for(let write2 of writes){
let names=keys.get(write2.table),holder=write2.key??write2.item??{};if(!names)continue;let name=JSON.stringify([write2.table,
...names.map(each=>holder[each])]),other=seen.get(name);if(other)return[other,write2];seen.set(name,write2)}}var MOST_WRITES=99,LARGEST_BYTES=4*1024*1024,KINDS=["Put","Update","Delete","ConditionCheck"];function writesOf(items){let count=Array.
isArray(items)?items.length:void 0;if(!count||count>MOST_WRITES)throw new TypeError(`transact got ${count===void 0?typeof items:
`${count} writes`}; allowed is a list of 1 to ${MOST_WRITES}: DynamoDB takes 100, and "done" is one of them`);let writes=items.
map(writeOf),bytes=writes.reduce((sum2,{item={}})=>sum2+itemBytes(item),0);if(bytes>LARGEST_BYTES)throw new TypeError(`t\
ransact got items of ${bytes} bytes in all; DynamoDB takes ${LARGEST_BYTES}`);let double=firstDouble(writes);if(double)throw new TypeError(
`transact got two writes on one item of ${double[1].table}: ${double.map(write2=>`${write2.kind} (${writes.indexOf(write2)}\
)`).join(" and ")}; DynamoDB takes one: put both into one expression`);return writes.map(({kind,input})=>({[kind]:{...input,
ReturnValuesOnConditionCheckFailure:"ALL_OLD"}}))}function writeOf(given,index){let[[kind="nothing",input]=[],...others]=Object.
entries(given??{}).filter(([,value])=>value);if(!KINDS.includes(kind)||!input||others.length>0)throw new TypeError(`writ\
e ${index} of transact is ${[kind,...others.map(([name])=>name)].join(" and ")}; allowed is one of ${KINDS.join(", ")}`);
let{Item,Key,ExpressionAttributeValues,...plain}=input,item=Item&&valuesOf(Item),key=Key&&valuesOf(Key),values=ExpressionAttributeValues&&
{ExpressionAttributeValues:valuesOf(ExpressionAttributeValues)};return{kind,table:plain.TableName,item,key,input:{...plain,
...item&&{Item:item},...key&&{Key:key},...values}}}var valuesOf=plain=>(0,import_util_dynamodb2.marshall)(plain,{removeUndefinedValues:!0});var REQUEST_TIMEOUT_MS=5e3,PASSING=["TransactionConflict","ThrottlingError","ProvisionedThroughputExceeded"];function openTransactions(table,options){
let client=dynamoDbClient(options);return{async write({item,processor,expected,next},items,token){let attribute=custodyAttribute(
processor),own={Update:{TableName:table,...swapExpression(item,attribute,expected,next)}},writes;try{writes=writesOf(items)}catch(error){
return{outcome:"rejected",error}}let command=new import_client_dynamodb3.TransactWriteItemsCommand({TransactItems:[...writes,
own],ClientRequestToken:token});try{return await client.send(command,{requestTimeout:REQUEST_TIMEOUT_MS}),{outcome:"done"}}catch(error){
if(error instanceof import_client_dynamodb3.TransactionCanceledException)return whyCancelled(error,writes.length,attribute,
next);if(isRejection(error))return{outcome:"rejected",error};throw error}}}}function whyCancelled(error,count,attribute,next){
let reasons=error.CancellationReasons??[],own=reasons[count];if(own?.Code==="ConditionalCheckFailed"){let current=custodyIn(
own.Item,attribute);return sameCustody(current,next)?{outcome:"done"}:{outcome:"lost",current}}let refusals=reasons.slice(
0,count).flatMap(refusalOf);return refusals.length>0?{outcome:"refused",refusals}:{outcome:reasons.some(({Code})=>PASSING.
includes(Code))?"busy":"rejected",error}}function refusalOf({Code,Message,Item},index){return Code===void 0||Code==="Non\
e"||PASSING.includes(Code)?[]:[{index,code:Code,message:Message??"",item:Item&&(0,import_util_dynamodb3.unmarshall)(Item)}]}
var isRejection=error=>error instanceof import_client_dynamodb3.DynamoDBServiceException&&error.$fault==="client"&&error.
$metadata.attempts===1&&error.name!=="ReplicatedWriteConflictException";var LONGEST_LOG_NAME=512,LONGEST_ERROR=1e3,deadLetter=({facts,body},failed,error,replay)=>({body:encodeEnvelope({...facts,
replay},body),error:error.slice(0,LONGEST_ERROR),attempts:failed.attempts,failures:failed.failures}),deadLetterAttributes=({
error,attempts,failures},{group,stream}={})=>({error:error.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
"?")||"unknown",attempts:String(attempts),history:JSON.stringify(failures).replace(/[\uFFFE\uFFFF]/g,"?"),...group&&{"lo\
g-group":group.slice(0,LONGEST_LOG_NAME)},...stream&&{"log-stream":stream.slice(0,LONGEST_LOG_NAME)}});var PermanentError=class extends Error{name="PermanentError"};function retryDelay(attempt,firstRetrySeconds,random){let delay=Math.min(42300,firstRetrySeconds*3**(attempt-1));return Math.
min(42300,delay*(.9+.2*random))}var MOST_SHORT_HOLDS=450,HELD_RECEIVES=MOST_SHORT_HOLDS+50,FREE_PROBES_MS=864e5;var countsAttempt=(wasProbe,receivedAt,now)=>!wasProbe||now-Date.parse(receivedAt)>FREE_PROBES_MS;function errorText(error){return error instanceof Error?`${error.name}: ${error.message}`:String(error)}var ClaimLost=class extends Error{name="ClaimLost";constructor(){super("nothing was written: this attempt no longer hold\
s the event")}};var import_node_crypto3=require("node:crypto");async function loadBody(body,fetchBody,signal){if(Buffer.isBuffer(body))return body;let fetched=await fetchBody(body,signal);
if(!fetched)throw new PermanentError(`the body is not in the bucket of claim checks, which keeps it for ${CLAIM_CHECK_DAYS}\
 days: ${body.key}`);return fetched}var import_node_crypto2=require("node:crypto");var TransactionRefused=class extends Error{name="TransactionRefused";refusals;constructor(refusals){let each=refusals.map(
({index,code,message})=>`write ${index}: ${code}${message&&` (${message})`}`);super(`nothing was written, since DynamoDB\
 refused ${each.join(", ")}`),this.refusals=refusals}};var TOKEN_MS=54e4,LONGEST_PAUSE_MS=1e3;function openTransaction(task,held){let running,settlement,isOver=!1,begin=async items=>{
let attempted=await write(task,held,items);return settlement=attempted.settlement,running=void 0,attempted};return{async transact(items){
if(isOver)throw new Error("transact was called after the processor had returned: await it there");if(running||settlement)
throw new Error("transact was called a second time: one call makes the event done, so give it all writes");running=begin(
items);let{failed}=await running;if(failed)throw failed.error},async end(){isOver=!0;let unheard=(await running)?.failed;
return{settlement,unheard}}}}async function write(task,held,items){let{transactions,processor,item,invocation,now,random,
wait,log}=task,change={item,processor,expected:held,next:completed(held)},token=(0,import_node_crypto2.randomUUID)(),latest=Math.
min(invocation.deadline,now()+TOKEN_MS),isKnown=!0;for(let pause=50;;pause=Math.min(2*pause,LONGEST_PAUSE_MS)){let tried=await transactions.
write(change,items,token).catch(unknown);if(tried.outcome==="unknown"&&(isKnown=!1),tried.outcome!=="unknown"&&tried.outcome!==
"busy")return attemptedBy(tried,isKnown);if(log.warn("transaction failed",{error:errorText(tried.error)}),now()+pause>=latest)
return failedBy(tried.error,isKnown);await wait(pause*(1+random()))}}var unknown=error=>({outcome:"unknown",error});function attemptedBy(tried,isKnown){
switch(tried.outcome){case"done":return{settlement:{isDone:!0,fate:"go"}};case"lost":return{settlement:{isDone:!1,fate:tried.
current?.state==="done"?"go":"stay"},failed:{error:new ClaimLost}};case"refused":return{failed:{error:new TransactionRefused(
tried.refusals)}};case"rejected":return failedBy(tried.error,isKnown)}}var failedBy=(error,isKnown)=>isKnown?{failed:{error}}:
{failed:{error},settlement:{isDone:!1,fate:"stay"}};var MOST_CONTENTION=10;async function processMessage(message,invocation,parts){let{envelope}=message;if(!envelope)return await parts.
sendToDeadLetterQueue({body:message.body,error:"not an envelope of an event",attempts:0,failures:[]},message),parts.log.
error("unreadable message"),"go";let{facts,body}=envelope,log=parts.log.with({source:facts.source,event:facts.id}),digest=Buffer.
isBuffer(body)?(0,import_node_crypto3.createHash)("sha256").update(body).digest("hex"):body.digest,item=ledgerItem(facts,
digest,[parts.processor],parts.now()),task={...parts,log,message,invocation,envelope,item},claimed=await take(task);switch(claimed.
verdict){case"settled":return"go";case"keep":return log.info("held elsewhere"),stay(task,(claimed.until-parts.now())/1e3+
2*parts.random());case"exhausted":return giveUp(task,claimed.next,new Error("the last attempt did not come to an end"));case"\
run":return run(task,claimed.next)}}async function take({ledger,item,processor,invocation,envelope,now,maxAttempts}){let{
id:owner,deadline}=invocation,current;for(let round=0;round<MOST_CONTENTION;round++){let decision=claim(current,{owner,deadline,
now:now(),maxAttempts,replay:envelope.facts.replay});if(!("next"in decision))return decision;let swap=await ledger.swap(
item,processor,current,decision.next);if(swap.taken)return decision;current=swap.current}throw new Error(`the claim chan\
ged hands ${MOST_CONTENTION} times while it was taken`)}async function run(task,held){let{work,envelope,processor,maxAttempts,
invocation,now,fetchBody}=task,{source,id}=envelope.facts,log=task.log.with({processor,attempt:held.attempts}),startedAt=now(),
transaction=openTransaction({...task,log},held),failure;try{let idempotencyKey=`${ledgerKey(source,id)}#${processor}`,{signal}=invocation,
{transact}=transaction,event=eventOf(envelope.facts,await loadBody(envelope.body,fetchBody,signal));await work(event,{log,
idempotencyKey,attempt:held.attempts,maxAttempts,signal,transact})}catch(error){failure={error}}let{settlement,unheard}=await transaction.
end();if(failure??=unheard,failure&&!settlement)return fail({...task,log},held,failure.error);failure&&log.error("failed\
 after its transaction",{error:errorText(failure.error),done:settlement?.isDone});let fate=settlement?.fate??await complete(
task,held);return log.info(fate==="go"?"done":"done, not recorded",{ms:now()-startedAt}),fate}async function complete({ledger,
item,processor,invocation,now,wait,log},held){for(let pause=50;;pause*=2)try{let swap=await ledger.swap(item,processor,held,
completed(held));return swap.taken||swap.current?.state==="done"?"go":"stay"}catch(error){if(log.warn("completing failed",
{error:errorText(error)}),now()+pause>=invocation.deadline)return"stay";await wait(pause)}}async function fail(task,held,error){
let{ledger,item,processor,envelope,firstRetrySeconds,maxAttempts,random,now,log}=task,counts=task.countsAttempt?.(envelope.
facts)??!0;if(error instanceof PermanentError||counts&&held.attempts>=maxAttempts)return giveUp(task,held,error);let delay=retryDelay(
held.attempts,firstRetrySeconds,random()),failure={attempt:held.attempts,at:now(),error:errorText(error)};log.warn("atte\
mpt failed",{error:failure.error,retryInSeconds:Math.round(delay)});let before=counts?held:uncounted(held);return await ledger.
swap(item,processor,held,released(before,failure,failure.at+Math.round(delay*1e3))),stay(task,delay)}async function giveUp(task,held,error){
let{ledger,item,processor,message,envelope,invocation,now,log,sendToDeadLetterQueue}=task,failure={attempt:held.attempts,
at:now(),error:errorText(error)},failed=deadLettered(held,failure);return log.error("given up",{error:failure.error}),await sendToDeadLetterQueue(
deadLetter(envelope,failed,failure.error,`redrive-${invocation.id}`),message),(await ledger.swap(item,processor,held,failed)).
taken?"go":"stay"}async function stay({hold,message,log},seconds){let wanted=Math.min(42300,Math.max(1,seconds));return await hold(
message,wanted).catch(error=>log.warn("holding failed",{error:errorText(error)})),"stay"}async function processBatch(records,invocation,parts){let messages=records.map(received);return{batchItemFailures:(await processReceived(
messages,invocation,parts)).map(({messageId})=>({itemIdentifier:messageId}))}}async function processReceived(messages,invocation,parts){
let passage=await parts.valve?.passage()??"open";if(passage==="paused")return holdBack(messages,parts);if(passage==="pro\
be")return probe(messages,invocation,parts);let lanes=Map.groupBy(messages,laneOf),watched=watch(parts,!1);return(await Promise.
all([...lanes.values()].map(lane=>processLane(lane,invocation,watched)))).flat()}var received=({messageId,receiptHandle,
body,attributes})=>({messageId,receiptHandle,body,...read(body),group:attributes?.MessageGroupId,isOrdered:attributes?.SequenceNumber!==
void 0,receives:Number(attributes?.ApproximateReceiveCount??1)});function laneOf({messageId,envelope,group,isOrdered}){return isOrdered?
`group ${group}`:envelope?`event ${ledgerKey(envelope.facts.source,envelope.facts.id)}`:`message ${messageId}`}async function processLane(lane,invocation,parts){
let halfTime=(parts.now()+invocation.deadline)/2;for(let[index,message]of lane.entries()){if(message.isOrdered&&index>0&&
parts.now()>halfTime)return putBack(lane.slice(index),parts);if(await processInTurn(message,invocation,parts,halfTime).catch(
error=>(parts.log.error("message failed",{error:errorText(error)}),"stay"))==="stay")return[message,...await putBack(lane.
slice(index+1),parts)]}return[]}async function processInTurn(message,invocation,parts,latest){if(message.isNewer)return parts.
log.error("written by a later version",{message:message.messageId}),await hide([message],60,parts),"stay";let seconds=await parts.
pacer?.(latest);return seconds===void 0?processMessage(message,invocation,parts):(await hide([message],seconds,parts),"s\
tay")}async function probe(messages,invocation,parts){let hasRun=!1,watched=watch(parts,!0,()=>{hasRun=!0}),stays=[];for(let[
index,message]of messages.entries()){let isBehind=stays.some(other=>laneOf(other)===laneOf(message));if(stays.push(...isBehind?
await putBack([message],parts):await processLane([message],invocation,watched)),hasRun)return[...stays,...await holdBack(
messages.slice(index+1),parts)]}return stays}function watch(parts,isProbe,onRun=()=>{}){let{valve,work,now}=parts;return valve?
{...parts,countsAttempt:({receivedAt})=>countsAttempt(isProbe,receivedAt,now()),work:async(event,context)=>{onRun();try{
await work(event,context)}catch(error){throw error instanceof PermanentError||error instanceof ClaimLost||await valve.failed(),
error}await valve.succeeded(isProbe)}}:parts}async function holdBack(messages,parts){let{valve,random,log}=parts;return messages.
length>0&&log.info("paused",{held:messages.length}),await Promise.all(messages.map(message=>hide([message],(valve?.holdSeconds(
message.receives)??1)+2*random(),parts))),messages}async function putBack(messages,parts){return await hide(messages.filter(
({isOrdered})=>isOrdered),0,parts),messages}async function hide(messages,seconds,{hold,log}){let holdOne=message=>hold(message,
seconds).catch(error=>log.warn("holding failed",{error:errorText(error)}));await Promise.all(messages.map(holdOne))}function read(body){
try{return{envelope:decodeEnvelope(body),isNewer:!1}}catch(error){return{envelope:void 0,isNewer:error instanceof NewerEnvelope}}}async function accept(description,targets,message,{ledger,send,now,onChangedBody,signedBy,log}){let{facts,digest}=description,
item=ledgerItem(facts,digest,targets,now()),entry=await ledger.record(signedBy===void 0?item:{...item,signedBy}),outstanding=unheld(
targets,new Set(entry?.custody.keys())),sends=await Promise.allSettled(outstanding.map(target=>send(target,message,description)));
entry&&entry.digest!==digest&&(log.warn("sent again with another body"),onChangedBody?.());let failed=sends.flatMap((result,index)=>result.
status==="rejected"?[{index,reason:result.reason}]:[]);for(let{index,reason}of failed)log.error("send failed",{processor:outstanding[index],
error:errorText(reason)});return failed.length>0?"unavailable":entry?"duplicate":"accepted"}0&&(module.exports={PermanentError,accept,asReplay,deadLetterAttributes,decodeEnvelope,encodeEnvelope,eventStatus,ledgerItem,
openLedger,openQueues,openTransactions,processBatch,toEntry});
