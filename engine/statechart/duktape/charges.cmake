# Where native code does work that no instruction counts, it pays by the size of the work: one unit for about 25 ns.
# What is paid depends on values only, never on what the allocator or the collector did, so that every replay of a
# step breaks off at the same place. NORMA_SPEND stops the program at its next instruction, NORMA_CHARGE at once.
bound("#define DUK_HTHREAD_INTCTR_DEFAULT (256L * 1024L)" "#define DUK_HTHREAD_INTCTR_DEFAULT NORMA_SCRIPT_INTERVAL
#define NORMA_SPEND(heap, cost) \\
	do { \\
		if (norma_script_charge((heap)->heap_udata, (unsigned long) (cost)) && (heap)->curr_thread != NULL) { \\
			(heap)->curr_thread->interrupt_init = 0; \\
			(heap)->curr_thread->interrupt_counter = 0; \\
		} \\
	} while (0)
#define NORMA_CHARGE(thr, cost) \\
	do { \\
		if (norma_script_charge((thr)->heap->heap_udata, (unsigned long) (cost))) { \\
			(thr)->interrupt_init = 0; \\
			(thr)->interrupt_counter = 0; \\
			DUK_ERROR_RANGE((thr), \"execution budget\"); \\
		} \\
	} while (0)")

# Every call of a native function: itself, and the strings it is given.
bound("		/* XXX: native funcptr could come out of call setup. */
		if (func) {" "		{
			duk_tval *norma_value;
			unsigned long norma_cost = 16;
			for (norma_value = thr->valstack_bottom - 1; norma_value < thr->valstack_top; norma_value++) {
				if (DUK_TVAL_IS_STRING(norma_value)) {
					norma_cost += DUK_HSTRING_GET_BYTELEN(DUK_TVAL_GET_STRING(norma_value)) / 4;
				}
			}
			NORMA_CHARGE(thr, norma_cost);
		}
		if (func) {")

# Array functions walk as far as length says, whether anything is there or not; beyond a million they do not begin.
bound("	len = duk_to_uint32(thr, -1);

	/* -> [ ... ToObject(this) ToUint32(length) ] */" "	len = duk_to_uint32(thr, -1);
	if (len > 1000000UL) {
		DUK_ERROR_RANGE_INVALID_LENGTH(thr);
	}
	NORMA_CHARGE(thr, (unsigned long) len * 8);

	/* -> [ ... ToObject(this) ToUint32(length) ] */")
bound("		if (DUK_UNLIKELY(tmp_len != (duk_size_t) len)) {
			goto fail_wrap;" "		if (DUK_UNLIKELY(tmp_len > 1000000UL)) {
			goto fail_wrap;
		}
		NORMA_CHARGE(thr, (unsigned long) tmp_len * 8);
		if (DUK_UNLIKELY(tmp_len != (duk_size_t) len)) {
			goto fail_wrap;")
bound("	duk_idx_t idx_fn = 0;
	duk_hstring *h1, *h2;
" "	duk_idx_t idx_fn = 0;
	duk_hstring *h1, *h2;

	NORMA_CHARGE(thr, 40);
")
bound("DUK_INTERNAL duk_idx_t duk_unpack_array_like(duk_hthread *thr, duk_idx_t idx) {
	duk_tval *tv;
" "DUK_INTERNAL duk_idx_t duk_unpack_array_like(duk_hthread *thr, duk_idx_t idx) {
	duk_tval *tv;

	NORMA_CHARGE(thr, (unsigned long) duk_get_length(thr, idx) * 8);
")

# Making, comparing and indexing strings.
bound("	strhash = duk_heap_hashstring(heap, str, (duk_size_t) blen);

	/* String table lookup. */" "	NORMA_SPEND(heap, blen / 16 + 4);
	strhash = duk_heap_hashstring(heap, str, (duk_size_t) blen);

	/* String table lookup. */")
bound("			rc = duk_js_string_compare(h1, h2);" "			NORMA_SPEND(thr->heap, DUK_HSTRING_GET_BYTELEN(h1) / 64);
			rc = duk_js_string_compare(h1, h2);")
bound("DUK_INTERNAL duk_uint_fast32_t duk_heap_strcache_offset_char2byte(duk_hthread *thr, duk_hstring *h, duk_uint_fast32_t char_offset) {" "DUK_LOCAL duk_uint_fast32_t norma_char2byte(duk_hthread *thr, duk_hstring *h, duk_uint_fast32_t char_offset);
DUK_INTERNAL duk_uint_fast32_t duk_heap_strcache_offset_char2byte(duk_hthread *thr, duk_hstring *h, duk_uint_fast32_t char_offset) {
	if (!DUK_HSTRING_IS_ASCII(h)) {
		NORMA_CHARGE(thr, DUK_HSTRING_GET_BYTELEN(h) / 32);
	}
	return norma_char2byte(thr, h, char_offset);
}
DUK_LOCAL duk_uint_fast32_t norma_char2byte(duk_hthread *thr, duk_hstring *h, duk_uint_fast32_t char_offset) {")

# Growing objects and listing their keys. Collections resize too, but when they come is not the program's doing.
bound("	DUK_STATS_INC(thr->heap, stats_object_realloc_props);
" "	DUK_STATS_INC(thr->heap, stats_object_realloc_props);
	if (!thr->heap->ms_running) {
		NORMA_SPEND(thr->heap, (unsigned long) new_e_size + new_a_size / 4);
	}
")
bound("		sort_start_index = sort_end_index;
" "		NORMA_SPEND(thr->heap, (unsigned long) sort_end_index * 8);
		sort_start_index = sort_end_index;
")

# Numbers to text and back, JSON, compiling.
# Very large and very small numbers are worked out digit by digit.
bound("	duk_native_stack_check(thr);
	duk__numconv_stringify_raw(" "	{
		const double norma_number = duk_get_number(thr, -1);
		const double norma_size = norma_number < 0 ? -norma_number : norma_number;
		const int norma_plain = digits == 0 && norma_number == (double) duk_get_int(thr, -1);
		NORMA_SPEND(thr->heap, norma_plain ? 4 : norma_size < 1e21 && norma_size > 1e-7 ? 250 : 3000);
	}
	duk_native_stack_check(thr);
	duk__numconv_stringify_raw(")
bound("	duk_native_stack_check(thr);
	duk__numconv_parse_raw(" "	{
		duk_size_t norma_length = 0;
		const char *norma_text = duk_get_lstring(thr, -1, &norma_length);
		unsigned long norma_cost = norma_length < 8 ? 16 : 250 + (unsigned long) norma_length * 8;
		if (norma_text != NULL && (memchr(norma_text, 'e', norma_length) || memchr(norma_text, 'E', norma_length))) {
			norma_cost += 8000;
		}
		NORMA_CHARGE(thr, norma_cost);
	}
	duk_native_stack_check(thr);
	duk__numconv_parse_raw(")
bound("void duk_bi_json_parse_helper(duk_hthread *thr, duk_idx_t idx_value, duk_idx_t idx_reviver, duk_small_uint_t flags) {
	duk_json_dec_ctx js_ctx_alloc;" "void duk_bi_json_parse_helper(duk_hthread *thr, duk_idx_t idx_value, duk_idx_t idx_reviver, duk_small_uint_t flags) {
	const duk_size_t norma_length = duk_is_string(thr, idx_value) ? duk_get_length(thr, idx_value) : 0;
	duk_json_dec_ctx js_ctx_alloc;")
bound("	h_text = duk_to_hstring(thr, idx_value); /* coerce in-place; rejects Symbols */" "	NORMA_CHARGE(thr, (unsigned long) norma_length);
	h_text = duk_to_hstring(thr, idx_value); /* coerce in-place; rejects Symbols */")
bound("	DUK_DDD(DUK_DDDPRINT(\"stringify fast: %!T\", tv));
" "	NORMA_CHARGE(js_ctx->thr, 8);
")
bound("	DUK_DDD(DUK_DDDPRINT(\"duk__json_enc_quote_string: h_str=%!O\", (duk_heaphdr *) h_str));
" "	NORMA_CHARGE(thr, DUK_HSTRING_GET_BYTELEN(h_str) / 8);
")
bound("	DUK_DDD(DUK_DDDPRINT(\"duk__json_enc_value: idx_holder=%ld, holder=%!T, key=%!T\"," "	NORMA_CHARGE(thr, 24);
	DUK_DDD(DUK_DDDPRINT(\"duk__json_enc_value: idx_holder=%ld, holder=%!T, key=%!T\",")
bound("	DUK_ASSERT(src_buffer != NULL);

	/* preinitialize lexer state partially */" "	DUK_ASSERT(src_buffer != NULL);
	NORMA_CHARGE(thr, (unsigned long) src_length * 8 + 400);

	/* preinitialize lexer state partially */")

# Regular expressions: beginning a match, and its steps.
bound("	re_ctx.steps_limit = DUK_RE_EXECUTE_STEPS_LIMIT;" "	NORMA_CHARGE(thr, 40);
	re_ctx.steps_limit = DUK_RE_EXECUTE_STEPS_LIMIT;")
bound("re_ctx->steps_count++;" "if ((re_ctx->steps_count & 63) == 63) {
			NORMA_CHARGE(re_ctx->thr, 64);
		}
		re_ctx->steps_count++;")
