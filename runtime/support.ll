; Made from support.rs by build_support.py: do not edit.

%"support_queue::Packet" = type { i16, i16, [3 x i16], i16, [3 x i32], i32, i32, ptr, ptr, i64, ptr }
%Wave = type { i64, [2 x [64 x i64]], i64, i64, i64 }
%Fiber = type { ptr, i32, i32, [3 x i32], [1 x i32], [2 x i64], ptr, i32, i32, i64 }
%Range = type { i64, i64, i64, ptr }
%Plan = type { ptr, ptr }

@RUSTICLE_STATUS = local_unnamed_addr global [8 x i8] zeroinitializer, align 8

; __rustc::rust_begin_unwind
define void @_RNvCsfgHYwM92fyn_7___rustc17rust_begin_unwind(ptr noalias noundef readonly align 8 captures(none) dereferenceable(24) %_1) unnamed_addr #0 {
start:
  br label %bb1

bb1:                                              ; preds = %bb1, %start
  br label %bb1
}

; support::fiber_main
define internal void @_ZN7support10fiber_main17h0a9b3c38e3083a02E(ptr noundef initializes((8, 12)) %fiber) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_8 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %_8, i64 192
  %_3 = load ptr, ptr %1, align 8, !nonnull !3, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %fiber, i64 16
  %_5 = load i32, ptr %2, align 8, !noundef !3
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 20
  %_6 = load i32, ptr %3, align 4, !noundef !3
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 24
  %_7 = load i32, ptr %4, align 8, !noundef !3
  tail call void %_3(ptr noundef %_8, i32 noundef %_5, i32 noundef %_6, i32 noundef %_7) #19
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 0, ptr %5, align 8
  %_9 = load ptr, ptr %0, align 8, !noundef !3
  %6 = getelementptr inbounds nuw i8, ptr %_9, i64 112
  %_12 = load ptr, ptr %6, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_12) #19
  ret void
}

; support::run_fibers
define internal void @_ZN7support10run_fibers17h7550c7953c9e1a65E(ptr noundef %context) unnamed_addr #1 {
start:
  %now.i = alloca [16 x i8], align 8
  %present.i.i = alloca [12 x i8], align 4
  %present.i.i.i.i = alloca [12 x i8], align 4
  %packet.sroa.12.i.i = alloca [16 x i8], align 8
  %_3 = alloca [12 x i8], align 4
  call void @llvm.lifetime.start.p0(ptr nonnull %_3)
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 24
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(12) %_3, ptr noundef nonnull align 8 dereferenceable(12) %0, i64 12, i1 false)
; call support::start_group
  call fastcc void @_ZN7support11start_group17h28ed1e30879b9fb5E(ptr noundef %context, ptr noalias noundef readonly align 4 captures(none) dereferenceable(12) %_3, i32 noundef 0) #19
  call void @llvm.lifetime.end.p0(ptr nonnull %_3)
  %1 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %launch = load ptr, ptr %1, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %context, i64 224
  %3 = getelementptr inbounds nuw i8, ptr %context, i64 36
  %4 = getelementptr inbounds nuw i8, ptr %context, i64 144
  %5 = getelementptr inbounds nuw i8, ptr %context, i64 72
  %6 = getelementptr inbounds nuw i8, ptr %context, i64 104
  %7 = getelementptr inbounds nuw i8, ptr %context, i64 152
  %8 = getelementptr inbounds nuw i8, ptr %present.i.i.i.i, i64 4
  %9 = getelementptr inbounds nuw i8, ptr %present.i.i.i.i, i64 8
  %10 = getelementptr inbounds nuw i8, ptr %present.i.i, i64 4
  %11 = getelementptr inbounds nuw i8, ptr %present.i.i, i64 8
  %12 = getelementptr inbounds nuw i8, ptr %now.i, i64 8
  %13 = getelementptr inbounds nuw i8, ptr %context, i64 208
  %14 = getelementptr inbounds nuw i8, ptr %context, i64 200
  %_22 = getelementptr inbounds nuw i8, ptr %launch, i64 116
  %15 = getelementptr inbounds nuw i8, ptr %context, i64 216
  %16 = getelementptr inbounds nuw i8, ptr %launch, i64 8
  br label %bb2

bb2:                                              ; preds = %bb25, %start
  %own.sroa.0.0 = phi i8 [ 1, %start ], [ %own.sroa.0.1, %bb25 ]
  %_15.not = icmp eq i8 %own.sroa.0.0, 0
  br i1 %_15.not, label %bb5, label %bb3

bb5:                                              ; preds = %bb3, %bb2
  %own.sroa.0.1 = phi i8 [ %130, %bb3 ], [ 0, %bb2 ]
  %_16.i = load ptr, ptr %1, align 8, !noundef !3
  %17 = getelementptr inbounds nuw i8, ptr %_16.i, i64 88
  %queue.i = load ptr, ptr %17, align 8, !noundef !3
  %18 = icmp eq ptr %queue.i, null
  br i1 %18, label %_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit, label %bb2.i

bb2.i:                                            ; preds = %bb5
  %19 = getelementptr inbounds nuw i8, ptr %queue.i, i64 192
  %_17.i = load ptr, ptr %19, align 8, !noundef !3
  %_21.i = getelementptr inbounds nuw i8, ptr %_17.i, i64 8
  %20 = load atomic i64, ptr %_21.i monotonic, align 8
  %21 = icmp eq i64 %20, 0
  br i1 %21, label %bb5.i, label %bb3.i

bb3.i:                                            ; preds = %bb2.i
; call support::support_queue::queue_fault
  call fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef nonnull readonly %context, i64 noundef 4, i64 noundef 0, i64 noundef %20) #20
  unreachable

bb5.i:                                            ; preds = %bb2.i, %_ZN7support13support_queue4take17had935511550ccac9E.exit.i
  %queue.i.i = phi ptr [ %queue.i.pre.i, %_ZN7support13support_queue4take17had935511550ccac9E.exit.i ], [ %queue.i, %bb2.i ]
  %launch.i.i = phi ptr [ %launch.i.pre.i, %_ZN7support13support_queue4take17had935511550ccac9E.exit.i ], [ %_16.i, %bb2.i ]
  %found.sroa.0.1.i = phi i8 [ 1, %_ZN7support13support_queue4take17had935511550ccac9E.exit.i ], [ 0, %bb2.i ]
  call void @llvm.lifetime.start.p0(ptr nonnull %packet.sroa.12.i.i)
  %_25.i.i = getelementptr inbounds nuw i8, ptr %launch.i.i, i64 120
  br label %bb1.i.i

bb1.i.i:                                          ; preds = %bb1.i.i, %bb5.i
  %22 = atomicrmw xchg ptr %_25.i.i, i32 1 acquire, align 4
  %23 = icmp eq i32 %22, 0
  br i1 %23, label %bb3.i.i, label %bb1.i.i

bb3.i.i:                                          ; preds = %bb1.i.i
  %_27.i.i = getelementptr inbounds nuw i8, ptr %queue.i.i, i64 128
  %24 = load atomic i64, ptr %_27.i.i monotonic, align 8
  %25 = getelementptr inbounds nuw i8, ptr %queue.i.i, i64 8
  %_5.i.i = load ptr, ptr %25, align 8, !noundef !3
  %26 = getelementptr inbounds nuw i8, ptr %queue.i.i, i64 24
  %_10.i.i = load i32, ptr %26, align 8, !noundef !3
  %_9.i.i = zext i32 %_10.i.i to i64
  %_8.i.i = add nsw i64 %_9.i.i, -1
  %_7.i.i = and i64 %_8.i.i, %24
  %place.i.i = getelementptr inbounds nuw %"support_queue::Packet", ptr %_5.i.i, i64 %_7.i.i
  %27 = load atomic i32, ptr %place.i.i acquire, align 4
  %_12.i.i = and i32 %27, 255
  %invalid.i.i = icmp eq i32 %_12.i.i, 1
  %_32.i.i = getelementptr inbounds nuw i8, ptr %launch.i.i, i64 116
  %28 = load atomic i32, ptr %_32.i.i monotonic, align 4
  br i1 %invalid.i.i, label %bb8.i, label %bb4.i.i

bb4.i.i:                                          ; preds = %bb3.i.i
  %29 = getelementptr inbounds nuw i8, ptr %launch.i.i, i64 112
  %_16.i.i = load i32, ptr %29, align 8, !noundef !3
  %full.not.i.i = icmp ult i32 %28, %_16.i.i
  br i1 %full.not.i.i, label %bb7.i.i, label %bb5.i.i

bb7.i.i:                                          ; preds = %bb4.i.i
  %packet.sroa.35.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 4
  %packet.sroa.35.0.copyload.i.i = load i16, ptr %packet.sroa.35.0.place.sroa_idx.i.i, align 4
  %packet.sroa.4.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 6
  %packet.sroa.4.0.copyload.i.i = load i16, ptr %packet.sroa.4.0.place.sroa_idx.i.i, align 2
  %packet.sroa.5.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 8
  %packet.sroa.5.0.copyload.i.i = load i16, ptr %packet.sroa.5.0.place.sroa_idx.i.i, align 8
  %packet.sroa.6.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 10
  %packet.sroa.6.0.copyload.i.i = load i16, ptr %packet.sroa.6.0.place.sroa_idx.i.i, align 2
  %packet.sroa.610.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 12
  %packet.sroa.610.0.copyload.i.i = load i32, ptr %packet.sroa.610.0.place.sroa_idx.i.i, align 4
  %packet.sroa.7.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 16
  %packet.sroa.7.0.copyload.i.i = load i32, ptr %packet.sroa.7.0.place.sroa_idx.i.i, align 8
  %packet.sroa.8.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 20
  %packet.sroa.8.0.copyload.i.i = load i32, ptr %packet.sroa.8.0.place.sroa_idx.i.i, align 4
  %packet.sroa.9.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 24
  %packet.sroa.9.0.copyload.i.i = load i32, ptr %packet.sroa.9.0.place.sroa_idx.i.i, align 8
  %packet.sroa.915.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 28
  %packet.sroa.915.0.copyload.i.i = load i32, ptr %packet.sroa.915.0.place.sroa_idx.i.i, align 4
  %packet.sroa.10.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 32
  %packet.sroa.10.0.copyload.i.i = load ptr, ptr %packet.sroa.10.0.place.sroa_idx.i.i, align 8
  %packet.sroa.11.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 40
  %packet.sroa.11.0.copyload.i.i = load ptr, ptr %packet.sroa.11.0.place.sroa_idx.i.i, align 8
  %packet.sroa.12.0.place.sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %place.i.i, i64 48
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %packet.sroa.12.i.i, ptr noundef nonnull align 8 dereferenceable(16) %packet.sroa.12.0.place.sroa_idx.i.i, i64 16, i1 false)
  store atomic i32 1, ptr %place.i.i monotonic, align 8
  %_18.i.i = add i64 %24, 1
  store atomic i64 %_18.i.i, ptr %_27.i.i release, align 8
  %30 = atomicrmw add ptr %_32.i.i, i32 1 monotonic, align 4
  store atomic i32 0, ptr %_25.i.i release, align 4
  %launch.i.i.i = load ptr, ptr %1, align 8, !noalias !4, !noundef !3
  %31 = and i32 %27, 57855
  %or.cond2.i.i.i = icmp eq i32 %31, 2
  br i1 %or.cond2.i.i.i, label %bb5.i.i.i, label %bb4.i.i.i

bb5.i.i.i:                                        ; preds = %bb7.i.i
  %_13.sroa.4.0.insert.ext.i.i.i = zext i16 %packet.sroa.5.0.copyload.i.i to i48
  %_13.sroa.3.0.insert.ext.i.i.i = zext i16 %packet.sroa.4.0.copyload.i.i to i48
  %_13.sroa.0.0.insert.ext.i.i.i = zext i16 %packet.sroa.35.0.copyload.i.i to i48
  %narrow.i.i.i = mul nuw nsw i48 %_13.sroa.3.0.insert.ext.i.i.i, %_13.sroa.0.0.insert.ext.i.i.i
  %narrow22.i.i.i = mul nuw i48 %narrow.i.i.i, %_13.sroa.4.0.insert.ext.i.i.i
  %items.i.i.i = zext i48 %narrow22.i.i.i to i64
  %32 = add nsw i64 %items.i.i.i, -1025
  %or.cond.i.i.i = icmp ult i64 %32, -1024
  br i1 %or.cond.i.i.i, label %bb9.i.i.i, label %bb7.i.i.i

bb9.i.i.i:                                        ; preds = %bb7.i.i.i, %bb5.i.i.i
; call support::support_queue::queue_fault
  call fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef nonnull readonly %context, i64 noundef 2, i64 noundef %24, i64 noundef %items.i.i.i) #20
  unreachable

bb7.i.i.i:                                        ; preds = %bb5.i.i.i
  %_0.i.i.i.i.i.i = icmp eq i32 %packet.sroa.610.0.copyload.i.i, 0
  %_0.i.i.1.i.i.i.i = icmp eq i32 %packet.sroa.7.0.copyload.i.i, 0
  %or.cond20.i.i.i = select i1 %_0.i.i.i.i.i.i, i1 true, i1 %_0.i.i.1.i.i.i.i
  %_0.i.i.2.i.i.i.i = icmp eq i32 %packet.sroa.8.0.copyload.i.i, 0
  %or.cond21.i.i.i = select i1 %or.cond20.i.i.i, i1 true, i1 %_0.i.i.2.i.i.i.i
  br i1 %or.cond21.i.i.i, label %bb9.i.i.i, label %bb10.i.i.i

bb10.i.i.i:                                       ; preds = %bb7.i.i.i
  %_22.i.i.i = ptrtoint ptr %packet.sroa.10.0.copyload.i.i to i64
  %33 = getelementptr inbounds nuw i8, ptr %launch.i.i.i, i64 96
  %_25.i.i.i = load ptr, ptr %33, align 8, !noalias !4, !noundef !3
  %_24.i.i.i = ptrtoint ptr %_25.i.i.i to i64
  %offset.i.i.i = sub i64 %_22.i.i.i, %_24.i.i.i
  %number8.i.i.i = lshr i64 %offset.i.i.i, 6
  %34 = getelementptr inbounds nuw i8, ptr %launch.i.i.i, i64 104
  %_28.i.i.i = load i64, ptr %34, align 8, !noalias !4, !noundef !3
  %_27.i.i.i = icmp ult i64 %number8.i.i.i, %_28.i.i.i
  %_29.i.i.i = and i64 %offset.i.i.i, 63
  %35 = icmp eq i64 %_29.i.i.i, 0
  %or.cond3.i.i.i = and i1 %_27.i.i.i, %35
  br i1 %or.cond3.i.i.i, label %bb15.i.i.i, label %bb14.i.i.i

bb15.i.i.i:                                       ; preds = %bb10.i.i.i
  %_33.i.i.i = zext i32 %packet.sroa.915.0.copyload.i.i to i64
  %36 = icmp eq i48 %narrow22.i.i.i, 1
  br i1 %36, label %bb1.i.i.i.i, label %bb6.i.i.i.i

bb1.i.i.i.i:                                      ; preds = %bb15.i.i.i
  %37 = icmp ne i32 %packet.sroa.915.0.copyload.i.i, 0
  %38 = load ptr, ptr %2, align 8, !noalias !4, !noundef !3
  %39 = getelementptr inbounds nuw i8, ptr %38, i64 8
  %40 = load ptr, ptr %39, align 8, !noalias !4, !noundef !3
  %41 = icmp eq ptr %40, null
  %or.cond.i.i.i.i = or i1 %37, %41
  br i1 %or.cond.i.i.i.i, label %bb6.i.i.i.i, label %bb5.i.i.i.i

bb6.i.i.i.i:                                      ; preds = %bb1.i.i.i.i, %bb15.i.i.i
  %_10.i.i.i.i = load i32, ptr %3, align 4, !noalias !4, !noundef !3
  %_9.i.i.i.i = zext i32 %_10.i.i.i.i to i64
  %_8.i.i.i.i = add nsw i64 %items.i.i.i, -1
  %_7.i.i.i.i = add nuw nsw i64 %_8.i.i.i.i, %_9.i.i.i.i
  %42 = call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_10.i.i.i.i, i1 false)
  %43 = zext nneg i32 %42 to i64
  %waves.i.i.i.i = lshr i64 %_7.i.i.i.i, %43
  %44 = mul nuw nsw i64 %items.i.i.i, 72
  %_49.i.i.i.i = and i64 %44, 56
  %45 = icmp eq i64 %_49.i.i.i.i, 0
  %reass.sub.i.i.i.i = and i64 %44, 262080
  %_52.0.i.i.i.i = add nuw nsw i64 %reass.sub.i.i.i.i, 64
  %_15.sroa.0.0.i.i.i.i = select i1 %45, i64 %44, i64 %_52.0.i.i.i.i
  %waves_at.i.i.i.i = add nuw nsw i64 %_15.sroa.0.0.i.i.i.i, 384
  %46 = mul nuw nsw i64 %waves.i.i.i.i, 1056
  %_53.i.i.i.i = and i64 %46, 96
  %47 = icmp eq i64 %_53.i.i.i.i, 0
  %reass.sub21.i.i.i.i = and i64 %46, 9223372036854775680
  %_56.0.i.i.i.i = add nuw nsw i64 %reass.sub21.i.i.i.i, 128
  %_17.sroa.0.0.i.i.i.i = select i1 %47, i64 %46, i64 %_56.0.i.i.i.i
  %lds_at.i.i.i.i = add nuw nsw i64 %_17.sroa.0.0.i.i.i.i, %waves_at.i.i.i.i
  %_57.i.i.i.i = and i64 %_33.i.i.i, 127
  %48 = icmp eq i64 %_57.i.i.i.i, 0
  %reass.sub22.i.i.i.i = and i64 %_33.i.i.i, 4294967168
  %_60.0.i.i.i.i = add nuw nsw i64 %reass.sub22.i.i.i.i, 128
  %_19.sroa.0.0.i.i.i.i = select i1 %48, i64 %_33.i.i.i, i64 %_60.0.i.i.i.i
  %shadow_at.i.i.i.i = add nuw nsw i64 %lds_at.i.i.i.i, %_19.sroa.0.0.i.i.i.i
  %_21.i.i.i.i = shl nuw nsw i64 %_33.i.i.i, 4
  %49 = add nuw nsw i64 %_21.i.i.i.i, 4095
  %.biased.i.i.i.i = add nuw nsw i64 %49, %shadow_at.i.i.i.i
  %stacks_at.sroa.0.0.i.i.i.i = and i64 %.biased.i.i.i.i, -4096
  %_23.i.i.i.i = load i64, ptr %4, align 8, !noalias !4, !noundef !3
  %_26.i.i.i.i = mul i64 %_23.i.i.i.i, %items.i.i.i
  %size.i.i.i.i = add i64 %stacks_at.sroa.0.0.i.i.i.i, %_26.i.i.i.i
  %at.i.i.i.i = call noundef ptr @mmap(ptr noundef null, i64 noundef %size.i.i.i.i, i32 noundef 3, i32 noundef 16418, i32 noundef -1, i64 noundef 0) #19, !noalias !4
  %50 = icmp eq ptr %at.i.i.i.i, inttoptr (i64 -1 to ptr)
  br i1 %50, label %bb17.i.i.i, label %bb10.preheader.i.i.i.i

bb10.preheader.i.i.i.i:                           ; preds = %bb6.i.i.i.i
  %51 = getelementptr i8, ptr %at.i.i.i.i, i64 %stacks_at.sroa.0.0.i.i.i.i
  br label %bb39.i.i.i.i

bb5.i.i.i.i:                                      ; preds = %bb1.i.i.i.i
  %_5.i.i.i.i = load ptr, ptr %40, align 8, !noalias !4, !noundef !3
  store ptr %_5.i.i.i.i, ptr %39, align 8, !noalias !4
  br label %bb18.i.i.i

bb10.i.i.i.i:                                     ; preds = %bb39.i.i.i.i
  %52 = add nuw nsw i64 %iter.sroa.0.024.i.i.i.i, 1
  %exitcond.not.i.i.i.i = icmp eq i64 %52, %items.i.i.i
  br i1 %exitcond.not.i.i.i.i, label %bb40.i.i.i.i, label %bb39.i.i.i.i

bb40.i.i.i.i:                                     ; preds = %bb10.i.i.i.i
  %53 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 8
  store i64 %size.i.i.i.i, ptr %53, align 8, !noalias !4
  %_38.i.i.i.i = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 384
  %54 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 224
  store ptr %_38.i.i.i.i, ptr %54, align 8, !noalias !4
  %_40.i.i.i.i = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 %waves_at.i.i.i.i
  %55 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 232
  store ptr %_40.i.i.i.i, ptr %55, align 8, !noalias !4
  %_41.i.i.i.i = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 %lds_at.i.i.i.i
  %56 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 144
  store ptr %_41.i.i.i.i, ptr %56, align 8, !noalias !4
  %_43.i.i.i.i = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 %shadow_at.i.i.i.i
  %57 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 288
  store ptr %_43.i.i.i.i, ptr %57, align 8, !noalias !4
  %58 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 240
  store ptr %51, ptr %58, align 8, !noalias !4
  %_45.i.i.i.i = load i64, ptr %4, align 8, !noalias !4, !noundef !3
  %59 = getelementptr inbounds nuw i8, ptr %at.i.i.i.i, i64 248
  store i64 %_45.i.i.i.i, ptr %59, align 8, !noalias !4
  br label %bb18.i.i.i

bb39.i.i.i.i:                                     ; preds = %bb10.i.i.i.i, %bb10.preheader.i.i.i.i
  %iter.sroa.0.024.i.i.i.i = phi i64 [ 0, %bb10.preheader.i.i.i.i ], [ %52, %bb10.i.i.i.i ]
  %_35.i.i.i.i = mul i64 %iter.sroa.0.024.i.i.i.i, %_23.i.i.i.i
  %_32.i.i.i.i = getelementptr i8, ptr %51, i64 %_35.i.i.i.i
  %_31.i.i.i.i = call noundef i32 @mprotect(ptr noundef %_32.i.i.i.i, i64 noundef 4096, i32 noundef 0) #19, !noalias !4
  %60 = icmp eq i32 %_31.i.i.i.i, 0
  br i1 %60, label %bb10.i.i.i.i, label %bb12.i.i.i.i

bb12.i.i.i.i:                                     ; preds = %bb39.i.i.i.i
  %_36.i.i.i.i = call noundef i32 @munmap(ptr noundef %at.i.i.i.i, i64 noundef %size.i.i.i.i) #19, !noalias !4
  br label %bb17.i.i.i

bb17.i.i.i:                                       ; preds = %bb6.i.i.i.i, %bb12.i.i.i.i
  %_72.i.i.i = getelementptr inbounds nuw i8, ptr %launch.i.i.i, i64 116
  %61 = load atomic i32, ptr %_72.i.i.i monotonic, align 4, !noalias !4
  %_36.i.i.i = zext i32 %61 to i64
; call support::support_queue::queue_fault
  call fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef readonly %context, i64 noundef 5, i64 noundef %24, i64 noundef %_36.i.i.i) #20
  unreachable

bb18.i.i.i:                                       ; preds = %bb40.i.i.i.i, %bb5.i.i.i.i
  %spare.sroa.0.0.i.i.i.i = phi ptr [ %40, %bb5.i.i.i.i ], [ %at.i.i.i.i, %bb40.i.i.i.i ]
  %62 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 40
  store i32 %27, ptr %62, align 8
  %packet.sroa.35.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 44
  store i16 %packet.sroa.35.0.copyload.i.i, ptr %packet.sroa.35.0..sroa_idx.i.i, align 4
  %packet.sroa.4.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 46
  store i16 %packet.sroa.4.0.copyload.i.i, ptr %packet.sroa.4.0..sroa_idx.i.i, align 2
  %packet.sroa.5.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 48
  store i16 %packet.sroa.5.0.copyload.i.i, ptr %packet.sroa.5.0..sroa_idx.i.i, align 8
  %packet.sroa.6.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 50
  store i16 %packet.sroa.6.0.copyload.i.i, ptr %packet.sroa.6.0..sroa_idx.i.i, align 2
  %packet.sroa.610.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 52
  store i32 %packet.sroa.610.0.copyload.i.i, ptr %packet.sroa.610.0..sroa_idx.i.i, align 4
  %packet.sroa.7.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 56
  store i32 %packet.sroa.7.0.copyload.i.i, ptr %packet.sroa.7.0..sroa_idx.i.i, align 8
  %packet.sroa.8.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 60
  store i32 %packet.sroa.8.0.copyload.i.i, ptr %packet.sroa.8.0..sroa_idx.i.i, align 4
  %packet.sroa.9.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 64
  store i32 %packet.sroa.9.0.copyload.i.i, ptr %packet.sroa.9.0..sroa_idx.i.i, align 8
  %packet.sroa.915.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 68
  store i32 %packet.sroa.915.0.copyload.i.i, ptr %packet.sroa.915.0..sroa_idx.i.i, align 4
  %packet.sroa.10.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 72
  store ptr %packet.sroa.10.0.copyload.i.i, ptr %packet.sroa.10.0..sroa_idx.i.i, align 8
  %packet.sroa.11.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 80
  store ptr %packet.sroa.11.0.copyload.i.i, ptr %packet.sroa.11.0..sroa_idx.i.i, align 8
  %packet.sroa.12.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 88
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %packet.sroa.12.0..sroa_idx.i.i, ptr noundef nonnull align 8 dereferenceable(16) %packet.sroa.12.i.i, i64 16, i1 false)
  %63 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 16
  store i64 0, ptr %63, align 8, !noalias !4
  %_67.i.i.i = load ptr, ptr %2, align 8, !noalias !4, !noundef !3
  %_38.i.i.i = load ptr, ptr %_67.i.i.i, align 8, !noalias !4, !noundef !3
  store ptr %_38.i.i.i, ptr %spare.sroa.0.0.i.i.i.i, align 8, !noalias !4
  %_68.i.i.i = load ptr, ptr %2, align 8, !noalias !4, !noundef !3
  store ptr %spare.sroa.0.0.i.i.i.i, ptr %_68.i.i.i, align 8, !noalias !4
  %64 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 24
  %65 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 128
  %size.i.i.i = zext i16 %packet.sroa.35.0.copyload.i.i to i32
  %_46.i.i.i = icmp ne i16 %packet.sroa.35.0.copyload.i.i, 0
  call void @llvm.assume(i1 %_46.i.i.i)
  %_77.i.i.i = udiv i32 %packet.sroa.610.0.copyload.i.i, %size.i.i.i
  %_79.i.i.i = urem i32 %packet.sroa.610.0.copyload.i.i, %size.i.i.i
  %_80.not.i.i.i = icmp ne i32 %_79.i.i.i, 0
  %66 = zext i1 %_80.not.i.i.i to i32
  %_47.sroa.0.0.i.i.i = add i32 %_77.i.i.i, %66
  store i32 %_47.sroa.0.0.i.i.i, ptr %64, align 8, !noalias !4
  store i32 %size.i.i.i, ptr %65, align 8, !noalias !4
  %size.1.i.i.i = zext i16 %packet.sroa.4.0.copyload.i.i to i32
  %_46.1.i.i.i = icmp ne i16 %packet.sroa.4.0.copyload.i.i, 0
  call void @llvm.assume(i1 %_46.1.i.i.i)
  %_77.1.i.i.i = udiv i32 %packet.sroa.7.0.copyload.i.i, %size.1.i.i.i
  %_79.1.i.i.i = urem i32 %packet.sroa.7.0.copyload.i.i, %size.1.i.i.i
  %_80.not.1.i.i.i = icmp ne i32 %_79.1.i.i.i, 0
  %67 = zext i1 %_80.not.1.i.i.i to i32
  %_47.sroa.0.0.1.i.i.i = add i32 %_77.1.i.i.i, %67
  %68 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 28
  store i32 %_47.sroa.0.0.1.i.i.i, ptr %68, align 4, !noalias !4
  %69 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 132
  store i32 %size.1.i.i.i, ptr %69, align 4, !noalias !4
  %size.2.i.i.i = zext i16 %packet.sroa.5.0.copyload.i.i to i32
  %_46.2.i.i.i = icmp ne i16 %packet.sroa.5.0.copyload.i.i, 0
  call void @llvm.assume(i1 %_46.2.i.i.i)
  %_77.2.i.i.i = udiv i32 %packet.sroa.8.0.copyload.i.i, %size.2.i.i.i
  %_79.2.i.i.i = urem i32 %packet.sroa.8.0.copyload.i.i, %size.2.i.i.i
  %_80.not.2.i.i.i = icmp ne i32 %_79.2.i.i.i, 0
  %70 = zext i1 %_80.not.2.i.i.i to i32
  %_47.sroa.0.0.2.i.i.i = add i32 %_77.2.i.i.i, %70
  %71 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 32
  store i32 %_47.sroa.0.0.2.i.i.i, ptr %71, align 8, !noalias !4
  %72 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 136
  store i32 %size.2.i.i.i, ptr %72, align 8, !noalias !4
  %73 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 116
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(12) %73, ptr noundef nonnull align 8 dereferenceable(12) %64, i64 12, i1 false), !noalias !4
  %_50.i.i.i = load i32, ptr %3, align 4, !noalias !4, !noundef !3
  %74 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 140
  store i32 %_50.i.i.i, ptr %74, align 4, !noalias !4
  %75 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 152
  store i32 %packet.sroa.915.0.copyload.i.i, ptr %75, align 8, !noalias !4
  %76 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 156
  store i32 %packet.sroa.915.0.copyload.i.i, ptr %76, align 4, !noalias !4
  %77 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 160
  store ptr %packet.sroa.11.0.copyload.i.i, ptr %77, align 8, !noalias !4
  %78 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 168
  store ptr %62, ptr %78, align 8, !noalias !4
  %_53.i.i.i = load ptr, ptr %5, align 8, !noalias !4, !noundef !3
  %79 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 176
  store ptr %_53.i.i.i, ptr %79, align 8, !noalias !4
  %80 = getelementptr inbounds nuw i8, ptr %packet.sroa.10.0.copyload.i.i, i64 8
  %81 = load i32, ptr %80, align 8, !noalias !4, !noundef !3
  %.biased.i.i.i = add i32 %81, 7
  %_56.sroa.0.0.i.i.i = and i32 %.biased.i.i.i, -8
  %_55.i.i.i = zext i32 %_56.sroa.0.0.i.i.i to i64
  %_54.i.i.i = getelementptr inbounds nuw i8, ptr %packet.sroa.11.0.copyload.i.i, i64 %_55.i.i.i
  %82 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 184
  store ptr %_54.i.i.i, ptr %82, align 8, !noalias !4
  %83 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 192
  store i64 %24, ptr %83, align 8, !noalias !4
  %_57.i.i.i = load ptr, ptr %1, align 8, !noalias !4, !noundef !3
  %84 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 200
  store ptr %_57.i.i.i, ptr %84, align 8, !noalias !4
  %_58.i.i.i = load ptr, ptr %6, align 8, !noalias !4, !noundef !3
  %85 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 208
  store ptr %_58.i.i.i, ptr %85, align 8, !noalias !4
  %_59.i.i.i = load i64, ptr %7, align 8, !noalias !4, !noundef !3
  %86 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 256
  store i64 %_59.i.i.i, ptr %86, align 8, !noalias !4
  %_60.i.i.i = trunc i64 %number8.i.i.i to i32
  %87 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 324
  %88 = add i32 %_60.i.i.i, 1
  store i32 %88, ptr %87, align 4, !noalias !4
  %89 = getelementptr inbounds nuw i8, ptr %packet.sroa.10.0.copyload.i.i, i64 16
  %_63.i.i.i = load i64, ptr %89, align 8, !noalias !4, !noundef !3
  %entry.i.i.i = getelementptr inbounds i8, ptr %packet.sroa.10.0.copyload.i.i, i64 %_63.i.i.i
  %90 = icmp ne ptr %packet.sroa.10.0.copyload.i.i, null
  call void @llvm.assume(i1 %90)
  %91 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 296
  store ptr %entry.i.i.i, ptr %91, align 8, !noalias !4
  call void @llvm.lifetime.start.p0(ptr nonnull %present.i.i.i.i), !noalias !4
  %_0.i.i.i.i.i.i.i.i.i.i.i = zext i32 %_47.sroa.0.0.i.i.i to i64
  %_0.i.i.i.i.1.i.i.i.i.i.i.i = zext i32 %_47.sroa.0.0.1.i.i.i to i64
  %_0.i.i.i.i.2.i.i.i.i.i.i.i = zext i32 %_47.sroa.0.0.2.i.i.i to i64
  %_8.i10.i.i.i = load i64, ptr %63, align 8, !noalias !4, !noundef !3
  %_10.i11.i.i.i = mul nuw i64 %_0.i.i.i.i.1.i.i.i.i.i.i.i, %_0.i.i.i.i.i.i.i.i.i.i.i
  %_9.i12.i.i.i = mul i64 %_10.i11.i.i.i, %_0.i.i.i.i.2.i.i.i.i.i.i.i
  %_7.i13.not.i.i.i = icmp eq i64 %_8.i10.i.i.i, %_9.i12.i.i.i
  br i1 %_7.i13.not.i.i.i, label %_ZN7support13support_queue4take17had935511550ccac9E.exit.i, label %bb2.i.i.i.i

bb2.i.i.i.i:                                      ; preds = %bb18.i.i.i
  %92 = icmp ne i32 %_47.sroa.0.0.i.i.i, 0
  call void @llvm.assume(i1 %92)
  %93 = icmp ne i32 %_47.sroa.0.0.1.i.i.i, 0
  call void @llvm.assume(i1 %93)
  %_16.i.i.i.i = urem i64 %_8.i10.i.i.i, %_0.i.i.i.i.i.i.i.i.i.i.i
  %_15.i.i.i.i = trunc nuw i64 %_16.i.i.i.i to i32
  %line.i.i.i.i = udiv i64 %_8.i10.i.i.i, %_0.i.i.i.i.i.i.i.i.i.i.i
  %_19.i.i.i.i = urem i64 %line.i.i.i.i, %_0.i.i.i.i.1.i.i.i.i.i.i.i
  %_18.i.i.i.i = trunc nuw i64 %_19.i.i.i.i to i32
  %_22.i.i.i.i = udiv i64 %line.i.i.i.i, %_0.i.i.i.i.1.i.i.i.i.i.i.i
  %_21.i15.i.i.i = trunc i64 %_22.i.i.i.i to i32
  %94 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 104
  store i32 %_15.i.i.i.i, ptr %94, align 8, !noalias !4
  %95 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 108
  store i32 %_18.i.i.i.i, ptr %95, align 4, !noalias !4
  %96 = getelementptr inbounds nuw i8, ptr %spare.sroa.0.0.i.i.i.i, i64 112
  store i32 %_21.i15.i.i.i, ptr %96, align 8, !noalias !4
  %_30.i.i.i.i = load i32, ptr %packet.sroa.610.0..sroa_idx.i.i, align 4, !noalias !4, !noundef !3
  %_31.i17.i.i.i = mul i32 %_15.i.i.i.i, %size.i.i.i
  %_29.i.i.i.i = sub i32 %_30.i.i.i.i, %_31.i17.i.i.i
  %..i.i.i.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.i.i.i.i, i32 %size.i.i.i)
  store i32 %..i.i.i.i.i, ptr %present.i.i.i.i, align 4, !noalias !4
  %_30.1.i.i.i.i = load i32, ptr %packet.sroa.7.0..sroa_idx.i.i, align 8, !noalias !4, !noundef !3
  %_31.1.i.i.i.i = mul i32 %_18.i.i.i.i, %size.1.i.i.i
  %_29.1.i.i.i.i = sub i32 %_30.1.i.i.i.i, %_31.1.i.i.i.i
  %..i.1.i.i.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.1.i.i.i.i, i32 %size.1.i.i.i)
  store i32 %..i.1.i.i.i.i, ptr %8, align 4, !noalias !4
  %_30.2.i.i.i.i = load i32, ptr %packet.sroa.8.0..sroa_idx.i.i, align 4, !noalias !4, !noundef !3
  %_31.2.i.i.i.i = mul i32 %_21.i15.i.i.i, %size.2.i.i.i
  %_29.2.i.i.i.i = sub i32 %_30.2.i.i.i.i, %_31.2.i.i.i.i
  %..i.2.i.i.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.2.i.i.i.i, i32 %size.2.i.i.i)
  store i32 %..i.2.i.i.i.i, ptr %9, align 4, !noalias !4
; call support::start_group
  call fastcc void @_ZN7support11start_group17h28ed1e30879b9fb5E(ptr noundef nonnull %94, ptr noalias noundef readonly align 4 captures(none) dereferenceable(12) %present.i.i.i.i, i32 noundef 1) #19, !noalias !4
  br label %_ZN7support13support_queue4take17had935511550ccac9E.exit.i

bb14.i.i.i:                                       ; preds = %bb10.i.i.i
; call support::support_queue::queue_fault
  call fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef nonnull readonly %context, i64 noundef 3, i64 noundef %24, i64 noundef %_22.i.i.i) #20
  unreachable

bb4.i.i.i:                                        ; preds = %bb7.i.i
  %.mask.i.i = and i32 %27, 65535
  %_8.i.i.i = zext nneg i32 %.mask.i.i to i64
; call support::support_queue::queue_fault
  call fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef nonnull readonly %context, i64 noundef 1, i64 noundef %24, i64 noundef %_8.i.i.i) #20
  unreachable

bb5.i.i:                                          ; preds = %bb4.i.i
  %97 = getelementptr inbounds nuw i8, ptr %launch.i.i, i64 8
  %_23.i.i = load ptr, ptr %97, align 8, !noundef !3
  %_35.i.i = getelementptr inbounds nuw i8, ptr %_23.i.i, i64 92
  store atomic i32 1, ptr %_35.i.i monotonic, align 4
  br label %bb8.i

_ZN7support13support_queue4take17had935511550ccac9E.exit.i: ; preds = %bb2.i.i.i.i, %bb18.i.i.i
  call void @llvm.lifetime.end.p0(ptr nonnull %present.i.i.i.i), !noalias !4
  call void @llvm.lifetime.end.p0(ptr nonnull %packet.sroa.12.i.i)
  %launch.i.pre.i = load ptr, ptr %1, align 8
  %.phi.trans.insert.i = getelementptr inbounds nuw i8, ptr %launch.i.pre.i, i64 88
  %queue.i.pre.i = load ptr, ptr %.phi.trans.insert.i, align 8
  br label %bb5.i

bb8.i:                                            ; preds = %bb3.i.i, %bb5.i.i
  store atomic i32 0, ptr %_25.i.i release, align 4
  call void @llvm.lifetime.end.p0(ptr nonnull %packet.sroa.12.i.i)
  %_18.i = load ptr, ptr %2, align 8, !noundef !3
  %_765.i = load ptr, ptr %_18.i, align 8, !noundef !3
  %98 = icmp eq ptr %_765.i, null
  br i1 %98, label %_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit, label %bb11.i

bb11.i:                                           ; preds = %bb8.i, %bb9.backedge.i
  %_768.i = phi ptr [ %_7.i, %bb9.backedge.i ], [ %_765.i, %bb8.i ]
  %found.sroa.0.267.i = phi i8 [ %found.sroa.0.2.be.i, %bb9.backedge.i ], [ %found.sroa.0.1.i, %bb8.i ]
  %link.sroa.0.066.i = phi ptr [ %link.sroa.0.0.be.i, %bb9.backedge.i ], [ %_18.i, %bb8.i ]
  %_10.i = getelementptr inbounds nuw i8, ptr %_768.i, i64 104
; call support::run_round
  %_9.i = call fastcc noundef i8 @_ZN7support9run_round17h3175672f1ee09f3aE(ptr noundef nonnull %_10.i) #19
  switch i8 %_9.i, label %default.unreachable [
    i8 0, label %bb16.i
    i8 1, label %bb9.backedge.i
    i8 2, label %bb14.i
  ]

default.unreachable:                              ; preds = %bb11.i
  unreachable

bb16.i:                                           ; preds = %bb11.i
  %99 = getelementptr inbounds nuw i8, ptr %_768.i, i64 16
  %100 = load i64, ptr %99, align 8, !noundef !3
  %101 = add i64 %100, 1
  store i64 %101, ptr %99, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %present.i.i)
  %102 = getelementptr inbounds nuw i8, ptr %_768.i, i64 24
  %_6.sroa.0.0.copyload.i.i = load i32, ptr %102, align 8
  %_6.sroa.4.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %_768.i, i64 28
  %_6.sroa.4.0.copyload.i.i = load i32, ptr %_6.sroa.4.0..sroa_idx.i.i, align 4
  %_6.sroa.5.0..sroa_idx.i.i = getelementptr inbounds nuw i8, ptr %_768.i, i64 32
  %_6.sroa.5.0.copyload.i.i = load i32, ptr %_6.sroa.5.0..sroa_idx.i.i, align 8
  %_0.i.i.i.i.i.i.i.i.i = zext i32 %_6.sroa.0.0.copyload.i.i to i64
  %_0.i.i.i.i.1.i.i.i.i.i = zext i32 %_6.sroa.4.0.copyload.i.i to i64
  %_0.i.i.i.i.2.i.i.i.i.i = zext i32 %_6.sroa.5.0.copyload.i.i to i64
  %_10.i5.i = mul nuw i64 %_0.i.i.i.i.1.i.i.i.i.i, %_0.i.i.i.i.i.i.i.i.i
  %_9.i6.i = mul i64 %_10.i5.i, %_0.i.i.i.i.2.i.i.i.i.i
  %_7.i7.not.i = icmp eq i64 %101, %_9.i6.i
  br i1 %_7.i7.not.i, label %bb19.i, label %_ZN7support13support_queue16start_next_group17hd8ac901361102903E.exit.thread.i

_ZN7support13support_queue16start_next_group17hd8ac901361102903E.exit.thread.i: ; preds = %bb16.i
  %103 = icmp ne i32 %_6.sroa.0.0.copyload.i.i, 0
  call void @llvm.assume(i1 %103)
  %104 = icmp ne i32 %_6.sroa.4.0.copyload.i.i, 0
  call void @llvm.assume(i1 %104)
  %_16.i8.i = urem i64 %101, %_0.i.i.i.i.i.i.i.i.i
  %_15.i.i = trunc nuw i64 %_16.i8.i to i32
  %line.i.i = udiv i64 %101, %_0.i.i.i.i.i.i.i.i.i
  %_19.i.i = urem i64 %line.i.i, %_0.i.i.i.i.1.i.i.i.i.i
  %_18.i9.i = trunc nuw i64 %_19.i.i to i32
  %_22.i.i = udiv i64 %line.i.i, %_0.i.i.i.i.1.i.i.i.i.i
  %_21.i.i = trunc i64 %_22.i.i to i32
  store i32 %_15.i.i, ptr %_10.i, align 8
  %105 = getelementptr inbounds nuw i8, ptr %_768.i, i64 108
  store i32 %_18.i9.i, ptr %105, align 4
  %106 = getelementptr inbounds nuw i8, ptr %_768.i, i64 112
  store i32 %_21.i.i, ptr %106, align 8
  %107 = getelementptr inbounds nuw i8, ptr %_768.i, i64 128
  %108 = getelementptr inbounds nuw i8, ptr %_768.i, i64 52
  %size.i.i = load i32, ptr %107, align 8, !noundef !3
  %_30.i.i = load i32, ptr %108, align 4, !noundef !3
  %_31.i.i = mul i32 %size.i.i, %_15.i.i
  %_29.i.i = sub i32 %_30.i.i, %_31.i.i
  %..i.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.i.i, i32 %size.i.i)
  store i32 %..i.i.i, ptr %present.i.i, align 4
  %109 = getelementptr inbounds nuw i8, ptr %_768.i, i64 132
  %size.1.i.i = load i32, ptr %109, align 4, !noundef !3
  %110 = getelementptr inbounds nuw i8, ptr %_768.i, i64 56
  %_30.1.i.i = load i32, ptr %110, align 8, !noundef !3
  %_31.1.i.i = mul i32 %size.1.i.i, %_18.i9.i
  %_29.1.i.i = sub i32 %_30.1.i.i, %_31.1.i.i
  %..i.1.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.1.i.i, i32 %size.1.i.i)
  store i32 %..i.1.i.i, ptr %10, align 4
  %111 = getelementptr inbounds nuw i8, ptr %_768.i, i64 136
  %size.2.i.i = load i32, ptr %111, align 8, !noundef !3
  %112 = getelementptr inbounds nuw i8, ptr %_768.i, i64 60
  %_30.2.i.i = load i32, ptr %112, align 4, !noundef !3
  %_31.2.i.i = mul i32 %size.2.i.i, %_21.i.i
  %_29.2.i.i = sub i32 %_30.2.i.i, %_31.2.i.i
  %..i.2.i.i = call noundef i32 @llvm.umin.i32(i32 %_29.2.i.i, i32 %size.2.i.i)
  store i32 %..i.2.i.i, ptr %11, align 4
; call support::start_group
  call fastcc void @_ZN7support11start_group17h28ed1e30879b9fb5E(ptr noundef nonnull %_10.i, ptr noalias noundef readonly align 4 captures(none) dereferenceable(12) %present.i.i, i32 noundef 1) #19
  call void @llvm.lifetime.end.p0(ptr nonnull %present.i.i)
  br label %bb9.backedge.i

bb14.i:                                           ; preds = %bb11.i
  %113 = icmp eq i8 %found.sroa.0.267.i, 0
  %spec.store.select.i = select i1 %113, i8 2, i8 %found.sroa.0.267.i
  br label %bb9.backedge.i

bb19.i:                                           ; preds = %bb16.i
  call void @llvm.lifetime.end.p0(ptr nonnull %present.i.i)
  %_13.i = load ptr, ptr %_768.i, align 8, !noundef !3
  store ptr %_13.i, ptr %link.sroa.0.066.i, align 8
  %launch.i10.i = load ptr, ptr %1, align 8, !noundef !3
  %114 = getelementptr inbounds nuw i8, ptr %_768.i, i64 96
  %signal.i.i = load ptr, ptr %114, align 8, !noundef !3
  %115 = getelementptr inbounds nuw i8, ptr %_768.i, i64 44
  %x.i.i.i = load i16, ptr %115, align 4, !noundef !3
  %116 = getelementptr inbounds nuw i8, ptr %_768.i, i64 46
  %y.i.i.i = load i16, ptr %116, align 2, !noundef !3
  %117 = getelementptr inbounds nuw i8, ptr %_768.i, i64 48
  %z.i.i.i = load i16, ptr %117, align 8, !noundef !3
  %_8.i.i11.i = zext i16 %x.i.i.i to i64
  %_9.i.i.i = zext i16 %y.i.i.i to i64
  %_7.i.i.i = mul nuw nsw i64 %_9.i.i.i, %_8.i.i11.i
  %_10.i.i.i = zext i16 %z.i.i.i to i64
  %_6.i.i.i = mul nuw nsw i64 %_7.i.i.i, %_10.i.i.i
  %118 = icmp eq i64 %_6.i.i.i, 1
  br i1 %118, label %bb1.i.i.i, label %bb5.i.i12.i

bb1.i.i.i:                                        ; preds = %bb19.i
  %119 = getelementptr inbounds nuw i8, ptr %_768.i, i64 68
  %_11.i.i.i = load i32, ptr %119, align 4, !noundef !3
  %120 = icmp eq i32 %_11.i.i.i, 0
  br i1 %120, label %bb2.i.i.i, label %bb5.i.i12.i

bb2.i.i.i:                                        ; preds = %bb1.i.i.i
  %_16.i.i.i = load ptr, ptr %2, align 8, !noundef !3
  %121 = getelementptr inbounds nuw i8, ptr %_16.i.i.i, i64 8
  %_12.i.i.i = load ptr, ptr %121, align 8, !noundef !3
  store ptr %_12.i.i.i, ptr %_768.i, align 8
  %_17.i.i.i = load ptr, ptr %2, align 8, !noundef !3
  %122 = getelementptr inbounds nuw i8, ptr %_17.i.i.i, i64 8
  store ptr %_768.i, ptr %122, align 8
  br label %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i

bb5.i.i12.i:                                      ; preds = %bb1.i.i.i, %bb19.i
  %123 = getelementptr inbounds nuw i8, ptr %_768.i, i64 8
  %_15.i.i.i = load i64, ptr %123, align 8, !noundef !3
  %_13.i.i.i = call noundef i32 @munmap(ptr noundef nonnull %_768.i, i64 noundef %_15.i.i.i) #19
  br label %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i

_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i: ; preds = %bb5.i.i12.i, %bb2.i.i.i
  %_10.i13.i = getelementptr inbounds nuw i8, ptr %launch.i10.i, i64 116
  %124 = atomicrmw sub ptr %_10.i13.i, i32 1 monotonic, align 4
  %125 = getelementptr inbounds nuw i8, ptr %launch.i10.i, i64 8
  %_8.i14.i = load ptr, ptr %125, align 8, !noundef !3
  %_13.i.i = getelementptr inbounds nuw i8, ptr %_8.i14.i, i64 92
  store atomic i32 0, ptr %_13.i.i monotonic, align 4
  %126 = icmp eq ptr %signal.i.i, null
  br i1 %126, label %bb9.backedge.i, label %bb3.i15.i

bb3.i15.i:                                        ; preds = %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i
  %_16.i16.i = getelementptr inbounds nuw i8, ptr %signal.i.i, i64 8
  %127 = atomicrmw sub ptr %_16.i16.i, i64 1 release, align 8
  br label %bb9.backedge.i

bb9.backedge.i:                                   ; preds = %bb3.i15.i, %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i, %bb14.i, %_ZN7support13support_queue16start_next_group17hd8ac901361102903E.exit.thread.i, %bb11.i
  %link.sroa.0.0.be.i = phi ptr [ %link.sroa.0.066.i, %bb3.i15.i ], [ %_768.i, %_ZN7support13support_queue16start_next_group17hd8ac901361102903E.exit.thread.i ], [ %link.sroa.0.066.i, %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i ], [ %_768.i, %bb11.i ], [ %_768.i, %bb14.i ]
  %found.sroa.0.2.be.i = phi i8 [ 1, %bb3.i15.i ], [ 1, %_ZN7support13support_queue16start_next_group17hd8ac901361102903E.exit.thread.i ], [ 1, %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit.i.i ], [ %_9.i, %bb11.i ], [ %spec.store.select.i, %bb14.i ]
  %_7.i = load ptr, ptr %link.sroa.0.0.be.i, align 8, !noundef !3
  %128 = icmp eq ptr %_7.i, null
  br i1 %128, label %_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit, label %bb11.i

_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit: ; preds = %bb9.backedge.i, %bb5, %bb8.i
  %found.sroa.0.0.i = phi i8 [ 0, %bb5 ], [ %found.sroa.0.1.i, %bb8.i ], [ %found.sroa.0.2.be.i, %bb9.backedge.i ]
  %129 = or i8 %found.sroa.0.0.i, %own.sroa.0.1
  %or.cond = icmp eq i8 %129, 0
  br i1 %or.cond, label %bb28, label %bb11

bb3:                                              ; preds = %bb2
; call support::run_round
  %130 = call fastcc noundef i8 @_ZN7support9run_round17h3175672f1ee09f3aE(ptr noundef nonnull %context) #19
  br label %bb5

bb28:                                             ; preds = %_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit, %bb25
  ret void

bb11:                                             ; preds = %_ZN7support13support_queue5serve17ha9cabfac6cdc8b5dE.exit
  %131 = icmp eq i8 %own.sroa.0.1, 1
  %132 = icmp eq i8 %found.sroa.0.0.i, 1
  %or.cond1 = or i1 %131, %132
  br i1 %or.cond1, label %bb22.sink.split, label %bb16

bb16:                                             ; preds = %bb11
  %_7 = call noundef i32 @usleep(i32 noundef 20) #19
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i, i8 0, i64 16, i1 false)
  %_2.i = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i) #19
  %_6.i = load i64, ptr %now.i, align 8, !noundef !3
  %_4.i = mul i64 %_6.i, 1000000000
  %_8.i = load i64, ptr %12, align 8, !noundef !3
  %_0.i = add i64 %_4.i, %_8.i
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i)
  store i64 %_0.i, ptr %13, align 8
  %_9 = load i64, ptr %14, align 8, !noundef !3
  %133 = icmp eq i64 %_9, 0
  br i1 %133, label %bb22.sink.split, label %bb22

bb22.sink.split:                                  ; preds = %bb11, %bb16
  %_0.i.sink = phi i64 [ %_0.i, %bb16 ], [ 0, %bb11 ]
  store i64 %_0.i.sink, ptr %14, align 8
  br label %bb22

bb22:                                             ; preds = %bb22.sink.split, %bb16
  %134 = load atomic i32, ptr %_22 monotonic, align 4
  %135 = icmp eq i32 %134, 0
  br i1 %135, label %bb25, label %bb23

bb23:                                             ; preds = %bb22
  store i32 0, ptr %15, align 8
  br label %bb25

bb25:                                             ; preds = %bb22, %bb23
  %_14 = load ptr, ptr %16, align 8, !noundef !3
  %136 = load atomic i32, ptr %_14 monotonic, align 4
  %137 = icmp eq i32 %136, 0
  br i1 %137, label %bb2, label %bb28
}

; support::start_group
define internal fastcc void @_ZN7support11start_group17h28ed1e30879b9fb5E(ptr noundef %context, ptr dead_on_return noalias noundef nonnull readonly align 4 captures(none) dereferenceable(12) %present, i32 noundef range(i32 0, 2) %acquired) unnamed_addr #1 {
start:
  %_36.sroa.8 = alloca [20 x i8], align 4
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 24
  %gx = load i32, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %context, i64 28
  %gy = load i32, ptr %1, align 4, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %context, i64 32
  %gz = load i32, ptr %2, align 8, !noundef !3
  %_9 = mul i32 %gy, %gx
  %_8 = mul i32 %_9, %gz
  %count = zext i32 %_8 to i64
  %_5320.not = icmp eq i32 %gz, 0
  br i1 %_5320.not, label %bb15, label %bb14.lr.ph

bb14.lr.ph:                                       ; preds = %start
  %_5716.not = icmp eq i32 %gy, 0
  %_6113.not = icmp eq i32 %gx, 0
  %3 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %4 = getelementptr inbounds nuw i8, ptr %context, i64 136
  %5 = getelementptr inbounds nuw i8, ptr %context, i64 144
  %_32 = load i32, ptr %present, align 4
  %6 = getelementptr inbounds nuw i8, ptr %present, i64 4
  %_34 = load i32, ptr %6, align 4
  %7 = getelementptr inbounds nuw i8, ptr %present, i64 8
  %_35 = load i32, ptr %7, align 4
  %_36.sroa.8.4..sroa_idx = getelementptr inbounds nuw i8, ptr %_36.sroa.8, i64 4
  br label %bb14

bb1.loopexit:                                     ; preds = %bb2.loopexit, %bb14
  %at.sroa.0.1.lcssa = phi i64 [ %at.sroa.0.022, %bb14 ], [ %at.sroa.0.2.lcssa, %bb2.loopexit ]
  %exitcond26.not = icmp eq i32 %13, %gz
  br i1 %exitcond26.not, label %bb15, label %bb14

bb15:                                             ; preds = %bb1.loopexit, %start
  %8 = getelementptr inbounds nuw i8, ptr %context, i64 36
  %_43 = load i32, ptr %8, align 4, !noundef !3
  %wave_size = zext i32 %_43 to i64
  %_46 = add nsw i64 %count, -1
  %_45 = add nsw i64 %_46, %wave_size
  %9 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_43, i1 false)
  %10 = zext nneg i32 %9 to i64
  %iter4 = lshr i64 %_45, %10
  %_6523.not = icmp eq i64 %iter4, 0
  br i1 %_6523.not, label %bb22, label %bb21.lr.ph

bb21.lr.ph:                                       ; preds = %bb15
  %11 = getelementptr inbounds nuw i8, ptr %context, i64 128
  %xtraiter = and i64 %iter4, 3
  %12 = icmp ult i64 %iter4, 4
  br i1 %12, label %bb21.epil.preheader, label %bb21.lr.ph.new

bb21.lr.ph.new:                                   ; preds = %bb21.lr.ph
  %unroll_iter = and i64 %iter4, -4
  br label %bb21

bb14:                                             ; preds = %bb14.lr.ph, %bb1.loopexit
  %at.sroa.0.022 = phi i64 [ 0, %bb14.lr.ph ], [ %at.sroa.0.1.lcssa, %bb1.loopexit ]
  %iter.sroa.0.021 = phi i32 [ 0, %bb14.lr.ph ], [ %13, %bb1.loopexit ]
  %13 = add nuw i32 %iter.sroa.0.021, 1
  br i1 %_5716.not, label %bb1.loopexit, label %bb17.lr.ph

bb17.lr.ph:                                       ; preds = %bb14
  %14 = icmp ult i32 %iter.sroa.0.021, %_35
  br label %bb17

bb22.loopexit.unr-lcssa:                          ; preds = %bb21
  %lcmp.mod.not = icmp eq i64 %xtraiter, 0
  br i1 %lcmp.mod.not, label %bb22, label %bb21.epil.preheader

bb21.epil.preheader:                              ; preds = %bb22.loopexit.unr-lcssa, %bb21.lr.ph
  %iter3.sroa.0.024.epil.init = phi i64 [ 0, %bb21.lr.ph ], [ %23, %bb22.loopexit.unr-lcssa ]
  %lcmp.mod29 = icmp ne i64 %xtraiter, 0
  tail call void @llvm.assume(i1 %lcmp.mod29)
  br label %bb21.epil

bb21.epil:                                        ; preds = %bb21.epil, %bb21.epil.preheader
  %iter3.sroa.0.024.epil = phi i64 [ %iter3.sroa.0.024.epil.init, %bb21.epil.preheader ], [ %15, %bb21.epil ]
  %epil.iter = phi i64 [ 0, %bb21.epil.preheader ], [ %epil.iter.next, %bb21.epil ]
  %15 = add nuw i64 %iter3.sroa.0.024.epil, 1
  %_52.epil = load ptr, ptr %11, align 8, !noundef !3
  %_51.epil = getelementptr inbounds nuw %Wave, ptr %_52.epil, i64 %iter3.sroa.0.024.epil
  %16 = getelementptr inbounds nuw i8, ptr %_51.epil, i64 1040
  store i64 0, ptr %16, align 8
  %epil.iter.next = add i64 %epil.iter, 1
  %epil.iter.cmp.not = icmp eq i64 %epil.iter.next, %xtraiter
  br i1 %epil.iter.cmp.not, label %bb22, label %bb21.epil, !llvm.loop !7

bb22:                                             ; preds = %bb22.loopexit.unr-lcssa, %bb21.epil, %bb15
  %17 = getelementptr inbounds nuw i8, ptr %context, i64 216
  store i32 0, ptr %17, align 8
  ret void

bb21:                                             ; preds = %bb21, %bb21.lr.ph.new
  %iter3.sroa.0.024 = phi i64 [ 0, %bb21.lr.ph.new ], [ %23, %bb21 ]
  %niter = phi i64 [ 0, %bb21.lr.ph.new ], [ %niter.next.3, %bb21 ]
  %_52 = load ptr, ptr %11, align 8, !noundef !3
  %_51 = getelementptr inbounds nuw %Wave, ptr %_52, i64 %iter3.sroa.0.024
  %18 = getelementptr inbounds nuw i8, ptr %_51, i64 1040
  store i64 0, ptr %18, align 8
  %_52.1 = load ptr, ptr %11, align 8, !noundef !3
  %19 = getelementptr inbounds nuw %Wave, ptr %_52.1, i64 %iter3.sroa.0.024
  %20 = getelementptr inbounds nuw i8, ptr %19, i64 2096
  store i64 0, ptr %20, align 8
  %_52.2 = load ptr, ptr %11, align 8, !noundef !3
  %21 = getelementptr inbounds nuw %Wave, ptr %_52.2, i64 %iter3.sroa.0.024
  %22 = getelementptr inbounds nuw i8, ptr %21, i64 3152
  store i64 0, ptr %22, align 8
  %23 = add nuw i64 %iter3.sroa.0.024, 4
  %_52.3 = load ptr, ptr %11, align 8, !noundef !3
  %24 = getelementptr inbounds nuw %Wave, ptr %_52.3, i64 %iter3.sroa.0.024
  %25 = getelementptr inbounds nuw i8, ptr %24, i64 4208
  store i64 0, ptr %25, align 8
  %niter.next.3 = add i64 %niter, 4
  %niter.ncmp.3 = icmp eq i64 %niter.next.3, %unroll_iter
  br i1 %niter.ncmp.3, label %bb22.loopexit.unr-lcssa, label %bb21

bb2.loopexit:                                     ; preds = %bb19, %bb17
  %at.sroa.0.2.lcssa = phi i64 [ %at.sroa.0.118, %bb17 ], [ %28, %bb19 ]
  %exitcond25.not = icmp eq i32 %26, %gy
  br i1 %exitcond25.not, label %bb1.loopexit, label %bb17

bb17:                                             ; preds = %bb17.lr.ph, %bb2.loopexit
  %at.sroa.0.118 = phi i64 [ %at.sroa.0.022, %bb17.lr.ph ], [ %at.sroa.0.2.lcssa, %bb2.loopexit ]
  %iter1.sroa.0.017 = phi i32 [ 0, %bb17.lr.ph ], [ %26, %bb2.loopexit ]
  %26 = add nuw i32 %iter1.sroa.0.017, 1
  br i1 %_6113.not, label %bb2.loopexit, label %bb19.lr.ph

bb19.lr.ph:                                       ; preds = %bb17
  %_33 = icmp ult i32 %iter1.sroa.0.017, %_34
  br label %bb19

bb19:                                             ; preds = %bb19.lr.ph, %bb19
  %at.sroa.0.215 = phi i64 [ %at.sroa.0.118, %bb19.lr.ph ], [ %28, %bb19 ]
  %iter2.sroa.0.014 = phi i32 [ 0, %bb19.lr.ph ], [ %27, %bb19 ]
  %27 = add nuw i32 %iter2.sroa.0.014, 1
  %_18 = load ptr, ptr %3, align 8, !noundef !3
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_18, i64 %at.sroa.0.215
  %28 = add i64 %at.sroa.0.215, 1
  %_21 = mul i64 %28, 320
  %stagger = and i64 %_21, 16320
  %_24 = load ptr, ptr %4, align 8, !noundef !3
  %_29 = load i64, ptr %5, align 8, !noundef !3
  %_26 = mul i64 %_29, %28
  %_25 = sub i64 %_26, %stagger
  %top = getelementptr inbounds nuw i8, ptr %_24, i64 %_25
  %_31 = icmp ult i32 %iter2.sroa.0.014, %_32
  %or.cond = select i1 %_31, i1 %_33, i1 false
  call void @llvm.lifetime.start.p0(ptr nonnull %_36.sroa.8)
  %29 = tail call noundef ptr @rusticle_new_stack(ptr noundef %top, ptr noundef nonnull @_ZN7support10fiber_main17h0a9b3c38e3083a02E, ptr noundef %fiber) #19
  %narrow = select i1 %or.cond, i1 %14, i1 false
  %spec.select. = zext i1 %narrow to i32
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 4 dereferenceable(16) %_36.sroa.8.4..sroa_idx, i8 0, i64 16, i1 false)
  store ptr %29, ptr %fiber, align 8
  %_36.sroa.5.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 %spec.select., ptr %_36.sroa.5.0.fiber.sroa_idx, align 8
  %_36.sroa.6.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 0, ptr %_36.sroa.6.0.fiber.sroa_idx, align 4
  %_36.sroa.7.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 16
  store i32 %iter2.sroa.0.014, ptr %_36.sroa.7.0.fiber.sroa_idx, align 8
  %_36.sroa.7.sroa.5.0._36.sroa.7.0.fiber.sroa_idx.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 20
  store i32 %iter1.sroa.0.017, ptr %_36.sroa.7.sroa.5.0._36.sroa.7.0.fiber.sroa_idx.sroa_idx, align 4
  %_36.sroa.7.sroa.6.0._36.sroa.7.0.fiber.sroa_idx.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 24
  store i32 %iter.sroa.0.021, ptr %_36.sroa.7.sroa.6.0._36.sroa.7.0.fiber.sroa_idx.sroa_idx, align 8
  %_36.sroa.8.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 28
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(20) %_36.sroa.8.0.fiber.sroa_idx, ptr noundef nonnull align 4 dereferenceable(20) %_36.sroa.8, i64 20, i1 false)
  %_36.sroa.9.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  store ptr %context, ptr %_36.sroa.9.0.fiber.sroa_idx, align 8
  %_36.sroa.10.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 56
  store i32 0, ptr %_36.sroa.10.0.fiber.sroa_idx, align 8
  %_36.sroa.11.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 60
  store i32 %acquired, ptr %_36.sroa.11.0.fiber.sroa_idx, align 4
  %_36.sroa.12.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 64
  store i64 0, ptr %_36.sroa.12.0.fiber.sroa_idx, align 8
  call void @llvm.lifetime.end.p0(ptr nonnull %_36.sroa.8)
  %exitcond.not = icmp eq i32 %27, %gx
  br i1 %exitcond.not, label %bb2.loopexit, label %bb19
}

; support::support_queue::queue_fault
define internal fastcc void @_ZN7support13support_queue11queue_fault17hce4b6c67637bd514E(ptr noundef readonly captures(none) %context, i64 noundef range(i64 1, 6) %reason, i64 noundef %slot, i64 noundef %a) unnamed_addr #2 {
start:
  %_6 = alloca [32 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %_6)
  store i64 %reason, ptr %_6, align 8
  %0 = getelementptr inbounds nuw i8, ptr %_6, i64 8
  store i64 %slot, ptr %0, align 8
  %1 = getelementptr inbounds nuw i8, ptr %_6, i64 16
  store i64 %a, ptr %1, align 8
  %2 = getelementptr inbounds nuw i8, ptr %_6, i64 24
  store i64 0, ptr %2, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef %context, i32 noundef 0, i32 noundef 0, i32 noundef 0, i32 noundef 10, i32 noundef -1, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_6) #21
  unreachable
}

; support::meet
define internal fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %b) unnamed_addr #3 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_21 = load i32, ptr %1, align 4, !noundef !3
  %_20 = mul i32 %_21, %z
  %_19 = add i32 %_20, %y
  %_22 = load i32, ptr %0, align 8, !noundef !3
  %_18 = mul i32 %_19, %_22
  %flat = add i32 %_18, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_10 = load ptr, ptr %2, align 8, !noundef !3
  %_11 = zext i32 %flat to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_10, i64 %_11
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 %site, ptr %3, align 4
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 32
  store i64 %a, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 40
  store i64 %b, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 2, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_23 = load ptr, ptr %7, align 8, !noundef !3
  %8 = getelementptr inbounds nuw i8, ptr %_23, i64 112
  %_26 = load ptr, ptr %8, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_26) #19
  %9 = getelementptr inbounds nuw i8, ptr %c, i64 128
  %_13 = load ptr, ptr %9, align 8, !noundef !3
  %10 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_17 = load i32, ptr %10, align 4, !noundef !3
  %11 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_17, i1 false)
  %12 = and i32 %11, 31
  %_15 = lshr i32 %flat, %12
  %_14 = zext i32 %_15 to i64
  %_12 = getelementptr inbounds nuw %Wave, ptr %_13, i64 %_14
  ret ptr %_12
}

; support::fault
define internal fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef readonly captures(none) %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef range(i32 1, 11) %kind, i32 noundef %site, ptr dead_on_return noalias noundef nonnull readonly align 8 captures(none) dereferenceable(32) %arguments) unnamed_addr #4 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %_12 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %_12, i64 8
  %s = load ptr, ptr %1, align 8, !noundef !3
  %2 = cmpxchg ptr %s, i32 0, i32 1 acq_rel acquire, align 4
  %3 = extractvalue { i32, i1 } %2, 1
  br i1 %3, label %bb1, label %bb3

bb1:                                              ; preds = %start
  %4 = getelementptr inbounds nuw i8, ptr %s, i64 4
  store i32 %kind, ptr %4, align 4
  %5 = getelementptr inbounds nuw i8, ptr %s, i64 8
  store i32 %site, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %s, i64 12
  tail call void @llvm.memmove.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(12) %6, ptr noundef nonnull align 8 dereferenceable(12) %context, i64 12, i1 false)
  %7 = getelementptr inbounds nuw i8, ptr %s, i64 24
  store i32 %x, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %s, i64 28
  store i32 %y, ptr %8, align 4
  %9 = getelementptr inbounds nuw i8, ptr %s, i64 32
  store i32 %z, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %context, i64 220
  %_10 = load i32, ptr %10, align 4, !noundef !3
  %11 = getelementptr inbounds nuw i8, ptr %s, i64 88
  store i32 %_10, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %s, i64 40
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(32) %12, ptr noundef nonnull align 8 dereferenceable(32) %arguments, i64 32, i1 false)
  store atomic i32 2, ptr %s release, align 8
  br label %bb3

bb3:                                              ; preds = %start, %bb1
  %13 = getelementptr inbounds nuw i8, ptr %context, i64 104
  %_11 = load ptr, ptr %13, align 8, !noundef !3
  tail call void @rusticle_escape(ptr noundef %_11) #20
  unreachable
}

; support::run_round
define internal fastcc noundef range(i8 0, 3) i8 @_ZN7support9run_round17h3175672f1ee09f3aE(ptr noundef %context) unnamed_addr #1 {
start:
  %_67 = alloca [32 x i8], align 8
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 24
  %gx = load i32, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %context, i64 28
  %gy = load i32, ptr %1, align 4, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %context, i64 32
  %gz = load i32, ptr %2, align 8, !noundef !3
  %_7 = mul i32 %gy, %gx
  %_6 = mul i32 %_7, %gz
  %count = zext i32 %_6 to i64
  %3 = getelementptr inbounds nuw i8, ptr %context, i64 36
  %_9 = load i32, ptr %3, align 4, !noundef !3
  %wave_size = zext i32 %_9 to i64
  %4 = getelementptr inbounds nuw i8, ptr %context, i64 216
  %_11 = load i32, ptr %4, align 8, !noundef !3
  %alone = icmp ne i32 %_11, 0
  %_1527.not = icmp eq i32 %_6, 0
  br i1 %_1527.not, label %bb48, label %bb2.lr.ph

bb2.lr.ph:                                        ; preds = %start
  %5 = getelementptr inbounds nuw i8, ptr %context, i64 128
  %6 = load ptr, ptr %5, align 8, !noundef !3
  %_3816.i.not = icmp eq i32 %_9, 0
  %7 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %8 = getelementptr inbounds nuw i8, ptr %context, i64 168
  %9 = getelementptr inbounds nuw i8, ptr %context, i64 164
  %_15.i = getelementptr inbounds nuw i8, ptr %context, i64 112
  br label %bb2

bb47.lr.ph:                                       ; preds = %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit
  %10 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %_30 = load ptr, ptr %10, align 8, !noundef !3
  %xtraiter = and i64 %count, 1
  %11 = icmp eq i32 %_6, 1
  br i1 %11, label %bb47.epil.preheader, label %bb47.lr.ph.new

bb47.lr.ph.new:                                   ; preds = %bb47.lr.ph
  %unroll_iter = and i64 %count, 4294967294
  br label %bb47

bb2:                                              ; preds = %bb2.lr.ph, %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit
  %progress.sroa.0.030 = phi i1 [ false, %bb2.lr.ph ], [ %44, %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit ]
  %first.sroa.0.029 = phi i64 [ 0, %bb2.lr.ph ], [ %..i, %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit ]
  %wave.sroa.0.028 = phi ptr [ %6, %bb2.lr.ph ], [ %_22, %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit ]
  %_18 = add nuw nsw i64 %first.sroa.0.029, %wave_size
  %..i = tail call noundef range(i64 0, 4294967296) i64 @llvm.umin.i64(i64 range(i64 0, 8589934590) %_18, i64 range(i64 0, 4294967296) %count)
  %12 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.028, i64 1032
  %13 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.028, i64 8
  %14 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.028, i64 520
  br i1 %_3816.i.not, label %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit, label %bb29.i

bb30.i:                                           ; preds = %bb10.i
  %15 = xor i1 %yielded.sroa.0.1.i, true
  %16 = icmp ne i32 %site.sroa.0.1.i, -1
  %brmerge.i = or i1 %alone, %15
  %or.cond.i = select i1 %16, i1 %brmerge.i, i1 false
  br i1 %or.cond.i, label %bb15.i, label %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit.loopexit

bb29.i:                                           ; preds = %bb2, %bb29.i.backedge
  %progress.sroa.0.120.i = phi i8 [ %progress.sroa.0.120.i.be, %bb29.i.backedge ], [ 0, %bb2 ]
  %site.sroa.0.019.i = phi i32 [ %site.sroa.0.019.i.be, %bb29.i.backedge ], [ -1, %bb2 ]
  %yielded.sroa.0.018.i = phi i1 [ %yielded.sroa.0.018.i.be, %bb29.i.backedge ], [ false, %bb2 ]
  %iter.sroa.0.017.i = phi i64 [ %iter.sroa.0.017.i.be, %bb29.i.backedge ], [ %first.sroa.0.029, %bb2 ]
  %17 = add nuw nsw i64 %iter.sroa.0.017.i, 1
  %_11.i = load ptr, ptr %7, align 8, !noundef !3
  %fiber.i = getelementptr inbounds nuw %Fiber, ptr %_11.i, i64 %iter.sroa.0.017.i
  %18 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 8
  %_12.i = load i32, ptr %18, align 8, !noundef !3
  %19 = icmp eq i32 %_12.i, 1
  br i1 %19, label %bb3.i, label %bb6.i

bb15.i:                                           ; preds = %bb30.i
  store i64 0, ptr %wave.sroa.0.028, align 8
  %20 = load i64, ptr %12, align 8, !noundef !3
  %21 = add i64 %20, 1
  store i64 %21, ptr %12, align 8
  br label %bb31.i

bb31.i:                                           ; preds = %bb28.i, %bb15.i
  %iter1.sroa.0.024.i = phi i64 [ %22, %bb28.i ], [ %first.sroa.0.029, %bb15.i ]
  %22 = add nuw nsw i64 %iter1.sroa.0.024.i, 1
  %_25.i = load ptr, ptr %7, align 8, !noundef !3
  %f.i = getelementptr inbounds nuw %Fiber, ptr %_25.i, i64 %iter1.sroa.0.024.i
  %lane.i = sub nuw nsw i64 %iter1.sroa.0.024.i, %first.sroa.0.029
  %23 = getelementptr inbounds nuw i8, ptr %f.i, i64 8
  %_28.i = load i32, ptr %23, align 8, !noundef !3
  %24 = icmp eq i32 %_28.i, 2
  br i1 %24, label %bb19.i, label %bb28.critedge.i

bb19.i:                                           ; preds = %bb31.i
  %25 = getelementptr inbounds nuw i8, ptr %f.i, i64 12
  %_29.i = load i32, ptr %25, align 4, !noundef !3
  %26 = icmp eq i32 %_29.i, %site.sroa.0.1.i
  br i1 %26, label %bb24.i, label %bb28.critedge.i

bb24.i:                                           ; preds = %bb19.i
  %27 = getelementptr inbounds nuw i8, ptr %f.i, i64 32
  %28 = load i64, ptr %27, align 8, !noundef !3
  %_33.i = and i64 %lane.i, 63
  %29 = getelementptr inbounds nuw i64, ptr %13, i64 %_33.i
  store i64 %28, ptr %29, align 8
  %30 = getelementptr inbounds nuw i8, ptr %f.i, i64 40
  %31 = load i64, ptr %30, align 8, !noundef !3
  %32 = getelementptr inbounds nuw i64, ptr %14, i64 %_33.i
  store i64 %31, ptr %32, align 8
  %_37.i = shl nuw i64 1, %_33.i
  %33 = load i64, ptr %wave.sroa.0.028, align 8, !noundef !3
  %34 = or i64 %33, %_37.i
  store i64 %34, ptr %wave.sroa.0.028, align 8
  store i32 1, ptr %23, align 8
  br label %bb28.i

bb28.critedge.i:                                  ; preds = %bb19.i, %bb31.i
  %_3314.i = and i64 %lane.i, 63
  %35 = getelementptr inbounds nuw i64, ptr %13, i64 %_3314.i
  store i64 0, ptr %35, align 8
  %36 = getelementptr inbounds nuw i64, ptr %14, i64 %_3314.i
  store i64 0, ptr %36, align 8
  br label %bb28.i

bb28.i:                                           ; preds = %bb28.critedge.i, %bb24.i
  %exitcond25.not.i = icmp eq i64 %22, %..i
  br i1 %exitcond25.not.i, label %bb29.i.backedge, label %bb31.i

bb3.i:                                            ; preds = %bb29.i
  %37 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 16
  tail call void @llvm.memmove.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(12) %8, ptr noundef nonnull align 8 dereferenceable(12) %37, i64 12, i1 false)
  store i32 1, ptr %9, align 4
  %_16.i = load ptr, ptr %fiber.i, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef nonnull %_15.i, ptr noundef %_16.i) #19
  store i32 0, ptr %9, align 4
  %_18.i = load i32, ptr %18, align 8, !noundef !3
  %_17.i = icmp ne i32 %_18.i, 4
  %38 = trunc nuw i8 %progress.sroa.0.120.i to i1
  %39 = or i1 %_17.i, %38
  %40 = zext i1 %39 to i8
  br label %bb6.i

bb6.i:                                            ; preds = %bb3.i, %bb29.i
  %41 = phi i32 [ %_12.i, %bb29.i ], [ %_18.i, %bb3.i ]
  %progress.sroa.0.2.i = phi i8 [ %progress.sroa.0.120.i, %bb29.i ], [ %40, %bb3.i ]
  switch i32 %41, label %bb10.i [
    i32 2, label %bb8.i
    i32 4, label %bb7.i
  ]

bb10.i:                                           ; preds = %bb7.i, %bb8.i, %bb6.i
  %yielded.sroa.0.1.i = phi i1 [ %yielded.sroa.0.018.i, %bb6.i ], [ %yielded.sroa.0.018.i, %bb8.i ], [ true, %bb7.i ]
  %site.sroa.0.1.i = phi i32 [ %site.sroa.0.019.i, %bb6.i ], [ %..i.i, %bb8.i ], [ %site.sroa.0.019.i, %bb7.i ]
  %exitcond.not.i = icmp eq i64 %17, %..i
  br i1 %exitcond.not.i, label %bb30.i, label %bb29.i.backedge

bb29.i.backedge:                                  ; preds = %bb28.i, %bb10.i
  %progress.sroa.0.120.i.be = phi i8 [ %progress.sroa.0.2.i, %bb10.i ], [ 1, %bb28.i ]
  %site.sroa.0.019.i.be = phi i32 [ %site.sroa.0.1.i, %bb10.i ], [ -1, %bb28.i ]
  %yielded.sroa.0.018.i.be = phi i1 [ %yielded.sroa.0.1.i, %bb10.i ], [ false, %bb28.i ]
  %iter.sroa.0.017.i.be = phi i64 [ %17, %bb10.i ], [ %first.sroa.0.029, %bb28.i ]
  br label %bb29.i

bb8.i:                                            ; preds = %bb6.i
  %42 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 12
  %_20.i = load i32, ptr %42, align 4, !noundef !3
  %..i.i = tail call noundef i32 @llvm.umin.i32(i32 %_20.i, i32 %site.sroa.0.019.i)
  br label %bb10.i

bb7.i:                                            ; preds = %bb6.i
  br label %bb10.i

_ZN7support8run_wave17h0ffd9bf6679aea79E.exit.loopexit: ; preds = %bb30.i
  %43 = trunc nuw i8 %progress.sroa.0.2.i to i1
  br label %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit

_ZN7support8run_wave17h0ffd9bf6679aea79E.exit:    ; preds = %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit.loopexit, %bb2
  %progress.sroa.0.1.lcssa32.i = phi i1 [ false, %bb2 ], [ %43, %_ZN7support8run_wave17h0ffd9bf6679aea79E.exit.loopexit ]
  %44 = or i1 %progress.sroa.0.030, %progress.sroa.0.1.lcssa32.i
  %_22 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.028, i64 1056
  %_15 = icmp ult i64 %_18, %count
  br i1 %_15, label %bb2, label %bb47.lr.ph

bb48.loopexit.unr-lcssa:                          ; preds = %bb15.1
  %lcmp.mod.not = icmp eq i64 %xtraiter, 0
  br i1 %lcmp.mod.not, label %bb48.loopexit, label %bb47.epil.preheader

bb47.epil.preheader:                              ; preds = %bb48.loopexit.unr-lcssa, %bb47.lr.ph
  %ended.sroa.0.037.epil.init = phi i64 [ 0, %bb47.lr.ph ], [ %ended.sroa.0.1.1, %bb48.loopexit.unr-lcssa ]
  %waiting.sroa.0.036.epil.init = phi i32 [ 0, %bb47.lr.ph ], [ %waiting.sroa.0.1.1, %bb48.loopexit.unr-lcssa ]
  %other.sroa.0.035.epil.init = phi i64 [ 0, %bb47.lr.ph ], [ %other.sroa.0.1.1, %bb48.loopexit.unr-lcssa ]
  %yielded.sroa.0.034.epil.init = phi i1 [ false, %bb47.lr.ph ], [ %yielded.sroa.0.1.1, %bb48.loopexit.unr-lcssa ]
  %site.sroa.0.033.epil.init = phi i32 [ 0, %bb47.lr.ph ], [ %site.sroa.0.1.1, %bb48.loopexit.unr-lcssa ]
  %iter.sroa.0.032.epil.init = phi i64 [ 0, %bb47.lr.ph ], [ %109, %bb48.loopexit.unr-lcssa ]
  %lcmp.mod58 = icmp ne i64 %xtraiter, 0
  tail call void @llvm.assume(i1 %lcmp.mod58)
  %f8.epil = getelementptr inbounds nuw %Fiber, ptr %_30, i64 %iter.sroa.0.032.epil.init
  %45 = getelementptr inbounds nuw i8, ptr %f8.epil, i64 8
  %46 = load i32, ptr %45, align 8, !noundef !3
  switch i32 %46, label %bb48.loopexit [
    i32 0, label %bb9.epil
    i32 3, label %bb8.epil
  ]

bb8.epil:                                         ; preds = %bb47.epil.preheader
  %47 = icmp eq i32 %waiting.sroa.0.036.epil.init, 0
  %.phi.trans.insert.epil = getelementptr inbounds nuw i8, ptr %f8.epil, i64 12
  %.pre.epil = load i32, ptr %.phi.trans.insert.epil, align 4
  %_32.not.epil = icmp eq i32 %.pre.epil, %site.sroa.0.033.epil.init
  %48 = select i1 %47, i1 true, i1 %_32.not.epil
  %other.sroa.0.2.epil = select i1 %48, i64 %other.sroa.0.035.epil.init, i64 %iter.sroa.0.032.epil.init
  %49 = add i32 %waiting.sroa.0.036.epil.init, 1
  br label %bb48.loopexit

bb9.epil:                                         ; preds = %bb47.epil.preheader
  %50 = add i64 %ended.sroa.0.037.epil.init, 1
  br label %bb48.loopexit

bb48.loopexit:                                    ; preds = %bb47.epil.preheader, %bb8.epil, %bb9.epil, %bb48.loopexit.unr-lcssa
  %yielded.sroa.0.1.lcssa = phi i1 [ %yielded.sroa.0.1.1, %bb48.loopexit.unr-lcssa ], [ %yielded.sroa.0.034.epil.init, %bb8.epil ], [ %yielded.sroa.0.034.epil.init, %bb9.epil ], [ true, %bb47.epil.preheader ]
  %other.sroa.0.1.lcssa = phi i64 [ %other.sroa.0.1.1, %bb48.loopexit.unr-lcssa ], [ %other.sroa.0.2.epil, %bb8.epil ], [ %other.sroa.0.035.epil.init, %bb9.epil ], [ %other.sroa.0.035.epil.init, %bb47.epil.preheader ]
  %waiting.sroa.0.1.lcssa = phi i32 [ %waiting.sroa.0.1.1, %bb48.loopexit.unr-lcssa ], [ %49, %bb8.epil ], [ %waiting.sroa.0.036.epil.init, %bb9.epil ], [ %waiting.sroa.0.036.epil.init, %bb47.epil.preheader ]
  %ended.sroa.0.1.lcssa = phi i64 [ %ended.sroa.0.1.1, %bb48.loopexit.unr-lcssa ], [ %ended.sroa.0.037.epil.init, %bb8.epil ], [ %50, %bb9.epil ], [ %ended.sroa.0.037.epil.init, %bb47.epil.preheader ]
  %51 = sext i32 %waiting.sroa.0.1.lcssa to i64
  %52 = shl nsw i64 %51, 32
  %53 = or i64 %52, %ended.sroa.0.1.lcssa
  br label %bb48

bb48:                                             ; preds = %start, %bb48.loopexit
  %progress.sroa.0.0.lcssa53 = phi i1 [ false, %start ], [ %44, %bb48.loopexit ]
  %yielded.sroa.0.0.lcssa = phi i1 [ false, %start ], [ %yielded.sroa.0.1.lcssa, %bb48.loopexit ]
  %other.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %other.sroa.0.1.lcssa, %bb48.loopexit ]
  %waiting.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %53, %bb48.loopexit ]
  %ended.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %ended.sroa.0.1.lcssa, %bb48.loopexit ]
  %_35 = icmp eq i64 %ended.sroa.0.0.lcssa, %count
  br i1 %_35, label %bb46, label %bb17

bb47:                                             ; preds = %bb15.1, %bb47.lr.ph.new
  %ended.sroa.0.037 = phi i64 [ 0, %bb47.lr.ph.new ], [ %ended.sroa.0.1.1, %bb15.1 ]
  %waiting.sroa.0.036 = phi i32 [ 0, %bb47.lr.ph.new ], [ %waiting.sroa.0.1.1, %bb15.1 ]
  %other.sroa.0.035 = phi i64 [ 0, %bb47.lr.ph.new ], [ %other.sroa.0.1.1, %bb15.1 ]
  %yielded.sroa.0.034 = phi i1 [ false, %bb47.lr.ph.new ], [ %yielded.sroa.0.1.1, %bb15.1 ]
  %site.sroa.0.033 = phi i32 [ 0, %bb47.lr.ph.new ], [ %site.sroa.0.1.1, %bb15.1 ]
  %iter.sroa.0.032 = phi i64 [ 0, %bb47.lr.ph.new ], [ %109, %bb15.1 ]
  %niter = phi i64 [ 0, %bb47.lr.ph.new ], [ %niter.next.1, %bb15.1 ]
  %54 = or disjoint i64 %iter.sroa.0.032, 1
  %f8 = getelementptr inbounds nuw %Fiber, ptr %_30, i64 %iter.sroa.0.032
  %55 = getelementptr inbounds nuw i8, ptr %f8, i64 8
  %56 = load i32, ptr %55, align 8, !noundef !3
  switch i32 %56, label %bb15 [
    i32 0, label %bb9
    i32 3, label %bb8
  ]

bb17:                                             ; preds = %bb48
  %_37 = xor i1 %progress.sroa.0.0.lcssa53, true
  %57 = zext i1 %_37 to i32
  store i32 %57, ptr %4, align 8
  br i1 %yielded.sroa.0.0.lcssa, label %bb20.preheader, label %bb19

bb20.preheader:                                   ; preds = %bb17
  br i1 %_1527.not, label %bb50, label %bb49.lr.ph

bb49.lr.ph:                                       ; preds = %bb20.preheader
  %58 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %xtraiter64 = and i64 %count, 1
  %59 = icmp eq i32 %_6, 1
  br i1 %59, label %bb49.epil.preheader, label %bb49.lr.ph.new

bb49.lr.ph.new:                                   ; preds = %bb49.lr.ph
  %unroll_iter67 = and i64 %count, 4294967294
  br label %bb49

bb19:                                             ; preds = %bb17
  %60 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %_74 = load ptr, ptr %60, align 8, !noundef !3
  %61 = getelementptr inbounds nuw i8, ptr %_74, i64 56
  %_44 = load i32, ptr %61, align 8, !noundef !3
  %62 = icmp eq i32 %_44, 0
  br i1 %62, label %bb40, label %bb27

bb27:                                             ; preds = %bb19
  %63 = icmp eq i64 %ended.sroa.0.0.lcssa, 0
  %64 = icmp eq i64 %other.sroa.0.0.lcssa, 0
  %or.cond = select i1 %63, i1 %64, i1 false
  br i1 %or.cond, label %bb40, label %bb33.preheader

bb33.preheader:                                   ; preds = %bb27
  %65 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %_50 = load ptr, ptr %65, align 8, !noundef !3
  br label %bb33

bb40:                                             ; preds = %bb27, %bb19
  br i1 %_1527.not, label %bb46, label %bb51.lr.ph

bb51.lr.ph:                                       ; preds = %bb40
  %66 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %xtraiter59 = and i64 %count, 1
  %67 = icmp eq i32 %_6, 1
  br i1 %67, label %bb51.epil.preheader, label %bb51.lr.ph.new

bb51.lr.ph.new:                                   ; preds = %bb51.lr.ph
  %unroll_iter62 = and i64 %count, 4294967294
  br label %bb51

bb51:                                             ; preds = %bb44.1, %bb51.lr.ph.new
  %iter2.sroa.0.043 = phi i64 [ 0, %bb51.lr.ph.new ], [ %78, %bb44.1 ]
  %niter63 = phi i64 [ 0, %bb51.lr.ph.new ], [ %niter63.next.1, %bb44.1 ]
  %_72 = load ptr, ptr %66, align 8, !noundef !3
  %f = getelementptr inbounds nuw %Fiber, ptr %_72, i64 %iter2.sroa.0.043
  %68 = getelementptr inbounds nuw i8, ptr %f, i64 8
  %_73 = load i32, ptr %68, align 8, !noundef !3
  %69 = icmp eq i32 %_73, 3
  br i1 %69, label %bb42, label %bb44

bb46.loopexit.unr-lcssa:                          ; preds = %bb44.1
  %lcmp.mod60.not = icmp eq i64 %xtraiter59, 0
  br i1 %lcmp.mod60.not, label %bb46, label %bb51.epil.preheader

bb51.epil.preheader:                              ; preds = %bb46.loopexit.unr-lcssa, %bb51.lr.ph
  %iter2.sroa.0.043.epil.init = phi i64 [ 0, %bb51.lr.ph ], [ %78, %bb46.loopexit.unr-lcssa ]
  %lcmp.mod61 = icmp ne i64 %xtraiter59, 0
  tail call void @llvm.assume(i1 %lcmp.mod61)
  %_72.epil = load ptr, ptr %66, align 8, !noundef !3
  %f.epil = getelementptr inbounds nuw %Fiber, ptr %_72.epil, i64 %iter2.sroa.0.043.epil.init
  %70 = getelementptr inbounds nuw i8, ptr %f.epil, i64 8
  %_73.epil = load i32, ptr %70, align 8, !noundef !3
  %71 = icmp eq i32 %_73.epil, 3
  br i1 %71, label %bb42.epil, label %bb46

bb42.epil:                                        ; preds = %bb51.epil.preheader
  store i32 1, ptr %70, align 8
  %72 = getelementptr inbounds nuw i8, ptr %f.epil, i64 56
  %73 = load i32, ptr %72, align 8, !noundef !3
  %74 = add i32 %73, 1
  store i32 %74, ptr %72, align 8
  br label %bb46

bb46:                                             ; preds = %bb46.loopexit.unr-lcssa, %bb42.epil, %bb51.epil.preheader, %bb40, %bb50, %bb48
  %_0.sroa.0.0 = phi i8 [ 0, %bb48 ], [ %., %bb50 ], [ 1, %bb40 ], [ 1, %bb51.epil.preheader ], [ 1, %bb42.epil ], [ 1, %bb46.loopexit.unr-lcssa ]
  ret i8 %_0.sroa.0.0

bb42:                                             ; preds = %bb51
  store i32 1, ptr %68, align 8
  %75 = getelementptr inbounds nuw i8, ptr %f, i64 56
  %76 = load i32, ptr %75, align 8, !noundef !3
  %77 = add i32 %76, 1
  store i32 %77, ptr %75, align 8
  br label %bb44

bb44:                                             ; preds = %bb51, %bb42
  %78 = add nuw nsw i64 %iter2.sroa.0.043, 2
  %_72.1 = load ptr, ptr %66, align 8, !noundef !3
  %79 = getelementptr inbounds nuw %Fiber, ptr %_72.1, i64 %iter2.sroa.0.043
  %80 = getelementptr inbounds nuw i8, ptr %79, i64 80
  %_73.1 = load i32, ptr %80, align 8, !noundef !3
  %81 = icmp eq i32 %_73.1, 3
  br i1 %81, label %bb42.1, label %bb44.1

bb42.1:                                           ; preds = %bb44
  store i32 1, ptr %80, align 8
  %82 = getelementptr inbounds nuw i8, ptr %79, i64 128
  %83 = load i32, ptr %82, align 8, !noundef !3
  %84 = add i32 %83, 1
  store i32 %84, ptr %82, align 8
  br label %bb44.1

bb44.1:                                           ; preds = %bb42.1, %bb44
  %niter63.next.1 = add i64 %niter63, 2
  %niter63.ncmp.1 = icmp eq i64 %niter63.next.1, %unroll_iter62
  br i1 %niter63.ncmp.1, label %bb46.loopexit.unr-lcssa, label %bb51

bb33:                                             ; preds = %bb33, %bb33.preheader
  %i.sroa.0.0 = phi i64 [ %87, %bb33 ], [ 0, %bb33.preheader ]
  %_49 = getelementptr inbounds nuw %Fiber, ptr %_50, i64 %i.sroa.0.0
  %85 = getelementptr inbounds nuw i8, ptr %_49, i64 8
  %_48 = load i32, ptr %85, align 8, !noundef !3
  %86 = icmp eq i32 %_48, 3
  %87 = add i64 %i.sroa.0.0, 1
  br i1 %86, label %bb35, label %bb33, !prof !9

bb35:                                             ; preds = %bb33
  br i1 %64, label %bb38, label %bb36

bb36:                                             ; preds = %bb35
  %_56 = getelementptr inbounds nuw %Fiber, ptr %_50, i64 %other.sroa.0.0.lcssa
  %88 = getelementptr inbounds nuw i8, ptr %_56, i64 12
  %89 = load i32, ptr %88, align 4, !noundef !3
  %90 = zext i32 %89 to i64
  br label %bb38

bb38:                                             ; preds = %bb35, %bb36
  %against.sroa.0.0 = phi i64 [ %90, %bb36 ], [ 4294967295, %bb35 ]
  %91 = getelementptr inbounds nuw i8, ptr %_49, i64 16
  %x = load i32, ptr %91, align 8, !noundef !3
  %92 = getelementptr inbounds nuw i8, ptr %_49, i64 20
  %y = load i32, ptr %92, align 4, !noundef !3
  %93 = getelementptr inbounds nuw i8, ptr %_49, i64 24
  %z = load i32, ptr %93, align 8, !noundef !3
  %94 = getelementptr inbounds nuw i8, ptr %_49, i64 12
  %_66 = load i32, ptr %94, align 4, !noundef !3
  call void @llvm.lifetime.start.p0(ptr nonnull %_67)
  store i64 %waiting.sroa.0.0.lcssa, ptr %_67, align 8
  %95 = getelementptr inbounds nuw i8, ptr %_67, i64 8
  store i64 %against.sroa.0.0, ptr %95, align 8
  %96 = getelementptr inbounds nuw i8, ptr %_67, i64 16
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %96, i8 0, i64 16, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 2, i32 noundef %_66, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_67) #21
  unreachable

bb50.loopexit.unr-lcssa:                          ; preds = %bb23.1
  %lcmp.mod65.not = icmp eq i64 %xtraiter64, 0
  br i1 %lcmp.mod65.not, label %bb50, label %bb49.epil.preheader

bb49.epil.preheader:                              ; preds = %bb50.loopexit.unr-lcssa, %bb49.lr.ph
  %iter1.sroa.0.045.epil.init = phi i64 [ 0, %bb49.lr.ph ], [ %101, %bb50.loopexit.unr-lcssa ]
  %lcmp.mod66 = icmp ne i64 %xtraiter64, 0
  tail call void @llvm.assume(i1 %lcmp.mod66)
  %_42.epil = load ptr, ptr %58, align 8, !noundef !3
  %f6.epil = getelementptr inbounds nuw %Fiber, ptr %_42.epil, i64 %iter1.sroa.0.045.epil.init
  %97 = getelementptr inbounds nuw i8, ptr %f6.epil, i64 8
  %_43.epil = load i32, ptr %97, align 8, !noundef !3
  %98 = icmp eq i32 %_43.epil, 4
  br i1 %98, label %bb21.epil, label %bb50

bb21.epil:                                        ; preds = %bb49.epil.preheader
  store i32 1, ptr %97, align 8
  br label %bb50

bb50:                                             ; preds = %bb50.loopexit.unr-lcssa, %bb21.epil, %bb49.epil.preheader, %bb20.preheader
  %. = select i1 %progress.sroa.0.0.lcssa53, i8 1, i8 2
  br label %bb46

bb49:                                             ; preds = %bb23.1, %bb49.lr.ph.new
  %iter1.sroa.0.045 = phi i64 [ 0, %bb49.lr.ph.new ], [ %101, %bb23.1 ]
  %niter68 = phi i64 [ 0, %bb49.lr.ph.new ], [ %niter68.next.1, %bb23.1 ]
  %_42 = load ptr, ptr %58, align 8, !noundef !3
  %f6 = getelementptr inbounds nuw %Fiber, ptr %_42, i64 %iter1.sroa.0.045
  %99 = getelementptr inbounds nuw i8, ptr %f6, i64 8
  %_43 = load i32, ptr %99, align 8, !noundef !3
  %100 = icmp eq i32 %_43, 4
  br i1 %100, label %bb21, label %bb23

bb21:                                             ; preds = %bb49
  store i32 1, ptr %99, align 8
  br label %bb23

bb23:                                             ; preds = %bb49, %bb21
  %101 = add nuw nsw i64 %iter1.sroa.0.045, 2
  %_42.1 = load ptr, ptr %58, align 8, !noundef !3
  %102 = getelementptr inbounds nuw %Fiber, ptr %_42.1, i64 %iter1.sroa.0.045
  %103 = getelementptr inbounds nuw i8, ptr %102, i64 80
  %_43.1 = load i32, ptr %103, align 8, !noundef !3
  %104 = icmp eq i32 %_43.1, 4
  br i1 %104, label %bb21.1, label %bb23.1

bb21.1:                                           ; preds = %bb23
  store i32 1, ptr %103, align 8
  br label %bb23.1

bb23.1:                                           ; preds = %bb21.1, %bb23
  %niter68.next.1 = add i64 %niter68, 2
  %niter68.ncmp.1 = icmp eq i64 %niter68.next.1, %unroll_iter67
  br i1 %niter68.ncmp.1, label %bb50.loopexit.unr-lcssa, label %bb49

bb9:                                              ; preds = %bb47
  %105 = add i64 %ended.sroa.0.037, 1
  br label %bb15

bb8:                                              ; preds = %bb47
  %106 = icmp eq i32 %waiting.sroa.0.036, 0
  %.phi.trans.insert = getelementptr inbounds nuw i8, ptr %f8, i64 12
  %.pre = load i32, ptr %.phi.trans.insert, align 4
  %_32.not = icmp eq i32 %.pre, %site.sroa.0.033
  %107 = select i1 %106, i1 true, i1 %_32.not
  %other.sroa.0.2 = select i1 %107, i64 %other.sroa.0.035, i64 %iter.sroa.0.032
  %108 = add i32 %waiting.sroa.0.036, 1
  br label %bb15

bb15:                                             ; preds = %bb47, %bb8, %bb9
  %site.sroa.0.1 = phi i32 [ %.pre, %bb8 ], [ %site.sroa.0.033, %bb9 ], [ %site.sroa.0.033, %bb47 ]
  %yielded.sroa.0.1 = phi i1 [ %yielded.sroa.0.034, %bb8 ], [ %yielded.sroa.0.034, %bb9 ], [ true, %bb47 ]
  %other.sroa.0.1 = phi i64 [ %other.sroa.0.2, %bb8 ], [ %other.sroa.0.035, %bb9 ], [ %other.sroa.0.035, %bb47 ]
  %waiting.sroa.0.1 = phi i32 [ %108, %bb8 ], [ %waiting.sroa.0.036, %bb9 ], [ %waiting.sroa.0.036, %bb47 ]
  %ended.sroa.0.1 = phi i64 [ %ended.sroa.0.037, %bb8 ], [ %105, %bb9 ], [ %ended.sroa.0.037, %bb47 ]
  %109 = add nuw nsw i64 %iter.sroa.0.032, 2
  %f8.1 = getelementptr inbounds nuw %Fiber, ptr %_30, i64 %54
  %110 = getelementptr inbounds nuw i8, ptr %f8.1, i64 8
  %111 = load i32, ptr %110, align 8, !noundef !3
  switch i32 %111, label %bb15.1 [
    i32 0, label %bb9.1
    i32 3, label %bb8.1
  ]

bb8.1:                                            ; preds = %bb15
  %112 = icmp eq i32 %waiting.sroa.0.1, 0
  %.phi.trans.insert.1 = getelementptr inbounds nuw i8, ptr %f8.1, i64 12
  %.pre.1 = load i32, ptr %.phi.trans.insert.1, align 4
  %_32.not.1 = icmp eq i32 %.pre.1, %site.sroa.0.1
  %113 = select i1 %112, i1 true, i1 %_32.not.1
  %other.sroa.0.2.1 = select i1 %113, i64 %other.sroa.0.1, i64 %54
  %114 = add i32 %waiting.sroa.0.1, 1
  br label %bb15.1

bb9.1:                                            ; preds = %bb15
  %115 = add i64 %ended.sroa.0.1, 1
  br label %bb15.1

bb15.1:                                           ; preds = %bb9.1, %bb8.1, %bb15
  %site.sroa.0.1.1 = phi i32 [ %.pre.1, %bb8.1 ], [ %site.sroa.0.1, %bb9.1 ], [ %site.sroa.0.1, %bb15 ]
  %yielded.sroa.0.1.1 = phi i1 [ %yielded.sroa.0.1, %bb8.1 ], [ %yielded.sroa.0.1, %bb9.1 ], [ true, %bb15 ]
  %other.sroa.0.1.1 = phi i64 [ %other.sroa.0.2.1, %bb8.1 ], [ %other.sroa.0.1, %bb9.1 ], [ %other.sroa.0.1, %bb15 ]
  %waiting.sroa.0.1.1 = phi i32 [ %114, %bb8.1 ], [ %waiting.sroa.0.1, %bb9.1 ], [ %waiting.sroa.0.1, %bb15 ]
  %ended.sroa.0.1.1 = phi i64 [ %ended.sroa.0.1, %bb8.1 ], [ %115, %bb9.1 ], [ %ended.sroa.0.1, %bb15 ]
  %niter.next.1 = add i64 %niter, 2
  %niter.ncmp.1 = icmp eq i64 %niter.next.1, %unroll_iter
  br i1 %niter.ncmp.1, label %bb48.loopexit.unr-lcssa, label %bb47
}

define noundef i64 @rusticle_ballot(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_15 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_184.not = icmp eq i32 %_7.i, 0
  br i1 %_184.not, label %bb8, label %bb7.lr.ph

bb7.lr.ph:                                        ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %_15, i64 8
  %wide.trip.count = zext i32 %_7.i to i64
  br label %bb7

bb8:                                              ; preds = %bb4, %start
  %mask.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %mask.sroa.0.1, %bb4 ]
  ret i64 %mask.sroa.0.0.lcssa

bb7:                                              ; preds = %bb7.lr.ph, %bb4
  %indvars.iv = phi i64 [ 0, %bb7.lr.ph ], [ %indvars.iv.next, %bb4 ]
  %mask.sroa.0.06 = phi i64 [ 0, %bb7.lr.ph ], [ %mask.sroa.0.1, %bb4 ]
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %_22 = icmp samesign ult i64 %indvars.iv, 64
  br i1 %_22, label %bb9, label %bb4

bb9:                                              ; preds = %bb7
  %_25 = load i64, ptr %_15, align 8, !noundef !3
  %2 = shl nuw i64 1, %indvars.iv
  %3 = and i64 %_25, %2
  %_10.not = icmp eq i64 %3, 0
  br i1 %_10.not, label %bb4, label %bb12

bb4:                                              ; preds = %bb12, %bb7, %bb9
  %mask.sroa.0.1 = phi i64 [ %spec.select, %bb12 ], [ %mask.sroa.0.06, %bb7 ], [ %mask.sroa.0.06, %bb9 ]
  %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
  br i1 %exitcond.not, label %bb8, label %bb7

bb12:                                             ; preds = %bb9
  %4 = getelementptr inbounds nuw i64, ptr %1, i64 %indvars.iv
  %5 = load i64, ptr %4, align 8, !noundef !3
  %_11 = and i64 %5, 1
  %6 = icmp eq i64 %_11, 0
  %7 = select i1 %6, i64 0, i64 %2
  %spec.select = or i64 %7, %mask.sroa.0.06
  br label %bb4
}

define void @rusticle_barrier(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_13 = load i32, ptr %2, align 4, !noundef !3
  %_12 = mul i32 %_13, %z
  %_11 = add i32 %_12, %y
  %_14 = load i32, ptr %1, align 8, !noundef !3
  %_10 = mul i32 %_11, %_14
  %_9 = add i32 %_10, %x
  %_8 = zext i32 %_9 to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 %site, ptr %3, align 4
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 3, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_15 = load ptr, ptr %5, align 8, !noundef !3
  %6 = getelementptr inbounds nuw i8, ptr %_15, i64 112
  %_18 = load ptr, ptr %6, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_18) #19
  ret void
}

define void @rusticle_check_access(ptr noundef readonly captures(none) %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef %4, i64 noundef %5, i64 noundef %6, i64 noundef %7) unnamed_addr #1 {
start:
  %_18.i97 = alloca [32 x i8], align 8
  %_18.i70 = alloca [32 x i8], align 8
  %_18.i = alloca [32 x i8], align 8
  %_226 = alloca [32 x i8], align 8
  %_223 = alloca [32 x i8], align 8
  %_220 = alloca [32 x i8], align 8
  %_208 = alloca [32 x i8], align 8
  %_207 = alloca [32 x i8], align 8
  %_206 = alloca [32 x i8], align 8
  %_205 = alloca [32 x i8], align 8
  %_199 = alloca [32 x i8], align 8
  %8 = icmp eq i64 %6, 0
  br i1 %8, label %bb99, label %bb2

bb2:                                              ; preds = %start
  %align = lshr i64 %7, 8
  %_19 = add nsw i64 %align, -1
  %_18 = and i64 %_19, %5
  %9 = icmp eq i64 %_18, 0
  br i1 %9, label %bb4, label %bb3, !prof !10

bb99:                                             ; preds = %bb97, %bb6, %bb6, %bb47, %start
  ret void

bb4:                                              ; preds = %bb2
  %_23 = lshr i64 %7, 4
  %10 = and i64 %_23, 15
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 28
  %_203 = load i32, ptr %12, align 4, !noundef !3
  %_202 = mul i32 %_203, %3
  %_201 = add i32 %_202, %2
  %_204 = load i32, ptr %11, align 8, !noundef !3
  %_200 = mul i32 %_201, %_204
  %flat = add i32 %_200, %1
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 136
  %_31 = load ptr, ptr %13, align 8, !noundef !3
  %_30 = ptrtoint ptr %_31 to i64
  %_33 = zext i32 %flat to i64
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 144
  %_34 = load i64, ptr %14, align 8, !noundef !3
  %_32 = mul i64 %_34, %_33
  %stack = add i64 %_32, %_30
  %_35.not = icmp uge i64 %5, %stack
  %_37 = add i64 %stack, %_34
  %_36 = icmp ult i64 %5, %_37
  %or.cond27 = and i1 %_35.not, %_36
  br i1 %or.cond27, label %bb6, label %bb9

bb3:                                              ; preds = %bb2
  %_21 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_199)
  store i64 %5, ptr %_199, align 8
  %15 = getelementptr inbounds nuw i8, ptr %_199, i64 8
  store i64 %6, ptr %15, align 8
  %16 = getelementptr inbounds nuw i8, ptr %_199, i64 16
  store i64 %align, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %_199, i64 24
  store i64 %_21, ptr %17, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 5, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_199) #21
  unreachable

bb9:                                              ; preds = %bb4
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %_42 = load ptr, ptr %18, align 8, !noundef !3
  %lds = ptrtoint ptr %_42 to i64
  %_44.not = icmp ult i64 %5, %lds
  br i1 %_44.not, label %bb16, label %bb10

bb6:                                              ; preds = %bb4
  switch i64 %10, label %bb2.i65 [
    i64 5, label %bb99
    i64 0, label %bb99
  ], !prof !11

bb2.i65:                                          ; preds = %bb6
  %_7.i66 = shl nuw nsw i64 %10, 8
  %_6.i67 = or disjoint i64 %_7.i66, 5
  %_8.i = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i), !noalias !12
  store i64 %5, ptr %_18.i, align 8, !noalias !12
  %19 = getelementptr inbounds nuw i8, ptr %_18.i, i64 8
  store i64 %6, ptr %19, align 8, !noalias !12
  %20 = getelementptr inbounds nuw i8, ptr %_18.i, i64 16
  store i64 %_6.i67, ptr %20, align 8, !noalias !12
  %21 = getelementptr inbounds nuw i8, ptr %_18.i, i64 24
  store i64 %_8.i, ptr %21, align 8, !noalias !12
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i) #21, !noalias !12
  unreachable

bb10:                                             ; preds = %bb9
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 52
  %_47 = load i32, ptr %22, align 4, !noundef !3
  %_46 = zext i32 %_47 to i64
  %_45 = add i64 %_46, %lds
  %23 = icmp ult i64 %5, %_45
  br i1 %23, label %bb12, label %bb16

bb16:                                             ; preds = %bb9, %bb10
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 96
  %launch = load ptr, ptr %24, align 8, !noundef !3
  %25 = getelementptr inbounds nuw i8, ptr %launch, i64 72
  %26 = load i64, ptr %25, align 8, !noundef !3
  %_63250.not = icmp eq i64 %26, 0
  br i1 %_63250.not, label %bb23, label %bb18.lr.ph

bb18.lr.ph:                                       ; preds = %bb16
  %27 = getelementptr inbounds nuw i8, ptr %launch, i64 64
  %_73 = load ptr, ptr %27, align 8, !noundef !3
  br label %bb18

bb12:                                             ; preds = %bb10
  %_50 = add i64 %6, %5
  %_49 = icmp ugt i64 %_50, %_45
  br i1 %_49, label %bb13, label %bb14, !prof !9

bb22:                                             ; preds = %bb18
  %28 = icmp eq i64 %low.sroa.0.1, 0
  br i1 %28, label %bb23, label %bb24, !prof !15

bb18:                                             ; preds = %bb18.lr.ph, %bb18
  %low.sroa.0.0252 = phi i64 [ 0, %bb18.lr.ph ], [ %low.sroa.0.1, %bb18 ]
  %high.sroa.0.0251 = phi i64 [ %26, %bb18.lr.ph ], [ %high.sroa.0.1, %bb18 ]
  %_67 = add i64 %low.sroa.0.0252, %high.sroa.0.0251
  %middle26 = lshr i64 %_67, 1
  %_72 = getelementptr inbounds nuw %Range, ptr %_73, i64 %middle26
  %_71 = load i64, ptr %_72, align 8, !noundef !3
  %_70.not = icmp ugt i64 %_71, %5
  %29 = add nuw i64 %middle26, 1
  %high.sroa.0.1 = select i1 %_70.not, i64 %middle26, i64 %high.sroa.0.0251
  %low.sroa.0.1 = select i1 %_70.not, i64 %low.sroa.0.0252, i64 %29
  %_63 = icmp ult i64 %low.sroa.0.1, %high.sroa.0.1
  br i1 %_63, label %bb18, label %bb22

bb23:                                             ; preds = %bb16, %bb22
  %_77 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_206)
  store i64 %5, ptr %_206, align 8
  %30 = getelementptr inbounds nuw i8, ptr %_206, i64 8
  store i64 %6, ptr %30, align 8
  %31 = getelementptr inbounds nuw i8, ptr %_206, i64 16
  store i64 0, ptr %31, align 8
  %32 = getelementptr inbounds nuw i8, ptr %_206, i64 24
  store i64 %_77, ptr %32, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_206) #21
  unreachable

bb24:                                             ; preds = %bb22
  %33 = getelementptr inbounds nuw i8, ptr %launch, i64 64
  %_79 = load ptr, ptr %33, align 8, !noundef !3
  %34 = getelementptr %Range, ptr %_79, i64 %low.sroa.0.1
  %range = getelementptr i8, ptr %34, i64 -32
  %35 = getelementptr i8, ptr %34, i64 -24
  %_84 = load i64, ptr %35, align 8, !noundef !3
  %_83 = sub i64 %_84, %5
  %_82 = icmp ugt i64 %6, %_83
  %_85 = icmp ugt i64 %5, %_84
  %or.cond28 = or i1 %_85, %_82
  br i1 %or.cond28, label %bb28, label %bb29, !prof !16

bb29:                                             ; preds = %bb24
  %36 = getelementptr inbounds nuw i8, ptr %0, i64 56
  %_93 = load ptr, ptr %36, align 8, !noundef !3
  %_92 = ptrtoint ptr %_93 to i64
  %_91.not = icmp ult i64 %5, %_92
  %37 = getelementptr i8, ptr %34, i64 -16
  %38 = load i64, ptr %37, align 8, !noundef !3
  %39 = and i64 %38, 3
  %40 = icmp eq i64 %39, 0
  br i1 %_91.not, label %bb31, label %bb30

bb31:                                             ; preds = %bb29
  %.old2 = icmp eq i64 %10, 4
  %or.cond35 = and i1 %.old2, %40
  br i1 %or.cond35, label %bb42, label %bb37

bb30:                                             ; preds = %bb29
  br i1 %40, label %bb32, label %bb33

bb32:                                             ; preds = %bb30
  %.old2.old = icmp eq i64 %10, 4
  br i1 %.old2.old, label %bb42, label %bb37

bb33:                                             ; preds = %bb30
  %41 = getelementptr inbounds nuw i8, ptr %0, i64 80
  %_95 = load ptr, ptr %41, align 8, !noundef !3
  %_94 = ptrtoint ptr %_95 to i64
  %42 = icmp ult i64 %5, %_94
  %43 = getelementptr inbounds nuw i8, ptr %0, i64 220
  %44 = load i32, ptr %43, align 4, !noundef !3
  %.not25 = icmp ne i32 %44, 0
  %45 = icmp eq i64 %10, 4
  %or.cond = and i1 %45, %42
  %or.cond244 = and i1 %.not25, %or.cond
  br i1 %or.cond244, label %bb42, label %bb37

bb37:                                             ; preds = %bb31, %bb33, %bb32
  %_105 = and i64 %38, 2
  %46 = icmp eq i64 %_105, 0
  %. = select i1 %46, i64 1, i64 4
  %47 = and i64 %., %_23
  %or.cond.i74 = icmp eq i64 %47, %10
  br i1 %or.cond.i74, label %bb42, label %bb2.i75, !prof !17

bb2.i75:                                          ; preds = %bb37
  %_7.i77 = shl nuw nsw i64 %10, 8
  %_6.i78 = or disjoint i64 %., %_7.i77
  %_8.i81 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i70), !noalias !18
  store i64 %5, ptr %_18.i70, align 8, !noalias !18
  %48 = getelementptr inbounds nuw i8, ptr %_18.i70, i64 8
  store i64 %6, ptr %48, align 8, !noalias !18
  %49 = getelementptr inbounds nuw i8, ptr %_18.i70, i64 16
  store i64 %_6.i78, ptr %49, align 8, !noalias !18
  %50 = getelementptr inbounds nuw i8, ptr %_18.i70, i64 24
  store i64 %_8.i81, ptr %50, align 8, !noalias !18
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i70) #21, !noalias !18
  unreachable

bb42:                                             ; preds = %bb33, %bb37, %bb31, %bb32
  %_107 = and i64 %7, 1
  %51 = icmp ne i64 %_107, 0
  %_108 = and i64 %38, 1
  %52 = icmp eq i64 %_108, 0
  %or.cond276 = and i1 %51, %52
  br i1 %or.cond276, label %bb44, label %bb47, !prof !21

bb47:                                             ; preds = %bb42
  %53 = getelementptr i8, ptr %34, i64 -8
  %_113 = load ptr, ptr %53, align 8, !noundef !3
  %54 = icmp eq ptr %_113, null
  br i1 %54, label %bb99, label %bb49

bb44:                                             ; preds = %bb42
  %_111 = load i64, ptr %range, align 8, !noundef !3
  %_112 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_208)
  store i64 %5, ptr %_208, align 8
  %55 = getelementptr inbounds nuw i8, ptr %_208, i64 8
  store i64 %6, ptr %55, align 8
  %56 = getelementptr inbounds nuw i8, ptr %_208, i64 16
  store i64 %_111, ptr %56, align 8
  %57 = getelementptr inbounds nuw i8, ptr %_208, i64 24
  store i64 %_112, ptr %57, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 4, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_208) #21
  unreachable

bb49:                                             ; preds = %bb47
  %_118 = load i64, ptr %range, align 8, !noundef !3
  br label %bb50

bb50:                                             ; preds = %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123", %bb49
  %lds.sink = phi i64 [ %lds, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123" ], [ %_118, %bb49 ]
  %_58.sink = phi ptr [ %_58, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123" ], [ %_113, %bb49 ]
  %in_lds.sroa.0.1 = phi i1 [ true, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123" ], [ false, %bb49 ]
  %_60 = sub i64 %5, %lds.sink
  %58 = getelementptr inbounds nuw [2 x i64], ptr %_58.sink, i64 %_60
  %59 = getelementptr inbounds nuw i8, ptr %0, i64 120
  %_120 = load ptr, ptr %59, align 8, !noundef !3
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_120, i64 %_33
  %_122 = and i64 %7, 8
  %60 = icmp eq i64 %_122, 0
  br i1 %60, label %bb53, label %bb51

bb28:                                             ; preds = %bb24
  %_88 = load i64, ptr %range, align 8, !noundef !3
  %_89 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_207)
  store i64 %5, ptr %_207, align 8
  %61 = getelementptr inbounds nuw i8, ptr %_207, i64 8
  store i64 %6, ptr %61, align 8
  %62 = getelementptr inbounds nuw i8, ptr %_207, i64 16
  store i64 %_88, ptr %62, align 8
  %63 = getelementptr inbounds nuw i8, ptr %_207, i64 24
  store i64 %_89, ptr %63, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_207) #21
  unreachable

bb14:                                             ; preds = %bb12
  switch i64 %10, label %bb2.i102 [
    i64 3, label %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123"
    i64 0, label %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123"
  ], !prof !11

bb2.i102:                                         ; preds = %bb14
  %_7.i104 = shl nuw nsw i64 %10, 8
  %_6.i105 = or disjoint i64 %_7.i104, 3
  %_8.i108 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i97), !noalias !22
  store i64 %5, ptr %_18.i97, align 8, !noalias !22
  %64 = getelementptr inbounds nuw i8, ptr %_18.i97, i64 8
  store i64 %6, ptr %64, align 8, !noalias !22
  %65 = getelementptr inbounds nuw i8, ptr %_18.i97, i64 16
  store i64 %_6.i105, ptr %65, align 8, !noalias !22
  %66 = getelementptr inbounds nuw i8, ptr %_18.i97, i64 24
  store i64 %_8.i108, ptr %66, align 8, !noalias !22
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i97) #21, !noalias !22
  unreachable

"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E.exit123": ; preds = %bb14, %bb14
  %67 = getelementptr inbounds nuw i8, ptr %0, i64 184
  %_58 = load ptr, ptr %67, align 8, !noundef !3
  br label %bb50

bb13:                                             ; preds = %bb12
  %_55 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_205)
  store i64 %5, ptr %_205, align 8
  %68 = getelementptr inbounds nuw i8, ptr %_205, i64 8
  store i64 %6, ptr %68, align 8
  %69 = getelementptr inbounds nuw i8, ptr %_205, i64 16
  store i64 %lds, ptr %69, align 8
  %70 = getelementptr inbounds nuw i8, ptr %_205, i64 24
  store i64 %_55, ptr %70, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_205) #21
  unreachable

bb51:                                             ; preds = %bb50
  %71 = getelementptr inbounds nuw i8, ptr %fiber, i64 60
  store i32 1, ptr %71, align 4
  br label %bb53

bb53:                                             ; preds = %bb50, %bb51
  %72 = getelementptr inbounds nuw i8, ptr %0, i64 36
  %_124 = load i32, ptr %72, align 4, !noundef !3
  %73 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_124, i1 false)
  %74 = getelementptr inbounds nuw i8, ptr %0, i64 128
  %_127 = load ptr, ptr %74, align 8, !noundef !3
  %75 = and i32 %73, 31
  %_129 = lshr i32 %flat, %75
  %_128 = zext i32 %_129 to i64
  %_126 = getelementptr inbounds nuw %Wave, ptr %_127, i64 %_128
  %76 = getelementptr inbounds nuw i8, ptr %_126, i64 1032
  %meetings = load i64, ptr %76, align 8, !noundef !3
  %gx = load i32, ptr %0, align 8, !noundef !3
  %77 = getelementptr inbounds nuw i8, ptr %0, i64 4
  %gy = load i32, ptr %77, align 4, !noundef !3
  %78 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %gz = load i32, ptr %78, align 8, !noundef !3
  %79 = getelementptr inbounds nuw i8, ptr %0, i64 12
  %80 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %_138 = load i32, ptr %80, align 8, !noundef !3
  %_137 = mul i32 %_138, %gz
  %_136 = add i32 %_137, %gy
  %_135 = zext i32 %_136 to i64
  %_140 = load i32, ptr %79, align 4, !noundef !3
  %_139 = zext i32 %_140 to i64
  %_134 = mul nuw i64 %_135, %_139
  %_141 = zext i32 %gx to i64
  %group = add nuw i64 %_134, %_141
  %_143 = and i64 %7, 4
  %81 = icmp eq i64 %_143, 0
  %.29 = select i1 %81, i64 1, i64 3
  %_150 = shl i64 %meetings, 4
  %_149 = and i64 %_150, 16368
  %82 = getelementptr inbounds nuw i8, ptr %fiber, i64 56
  %_154 = load i32, ptr %82, align 8, !noundef !3
  %83 = shl i32 %_154, 14
  %84 = and i32 %83, 67092480
  %_151 = zext nneg i32 %84 to i64
  %_155 = shl nuw nsw i64 %_33, 26
  %_157 = shl i64 %group, 36
  %85 = or i64 %_157, %_155
  %86 = or disjoint i64 %_149, %_151
  %_146 = or disjoint i64 %86, %.29
  %now = or disjoint i64 %_146, %85
  %_176 = and i64 %7, 2
  %87 = icmp eq i64 %_176, 0
  %88 = getelementptr inbounds nuw i8, ptr %fiber, i64 60
  %89 = zext nneg i32 %73 to i64
  %_187 = and i64 %7, 1
  %90 = icmp eq i64 %_187, 0
  %91 = or disjoint i64 %now, 4
  br label %bb101

bb101:                                            ; preds = %bb53, %bb97
  %iter.sroa.0.0253 = phi i64 [ 0, %bb53 ], [ %92, %bb97 ]
  %92 = add nuw i64 %iter.sroa.0.0253, 1
  %cells = getelementptr inbounds nuw [2 x i64], ptr %58, i64 %iter.sroa.0.0253
  %_164 = getelementptr inbounds nuw i8, ptr %cells, i64 8
  %93 = load atomic i64, ptr %cells monotonic, align 8
  %94 = load atomic i64, ptr %_164 monotonic, align 8
  br i1 %in_lds.sroa.0.1, label %bb58, label %bb70

bb70:                                             ; preds = %bb58, %bb101
  %reader.sroa.0.0 = phi i64 [ %94, %bb101 ], [ %spec.store.select3, %bb58 ]
  %writer.sroa.0.0 = phi i64 [ %93, %bb101 ], [ %.mux, %bb58 ]
  %_180 = load i32, ptr %88, align 4, !noundef !3
  %95 = icmp eq i32 %_180, 0
  br i1 %95, label %bb71, label %bb87

bb58:                                             ; preds = %bb101
  %_169 = xor i64 %93, %85
  %96 = icmp ult i64 %_169, 68719476736
  %spec.store.select = select i1 %96, i64 %93, i64 0
  %_172 = xor i64 %94, %85
  %97 = icmp ult i64 %_172, 68719476736
  %spec.store.select3 = select i1 %97, i64 %94, i64 0
  %_174 = and i64 %spec.store.select, 1
  %98 = icmp ne i64 %_174, 0
  %brmerge = or i1 %98, %87
  %.mux = select i1 %98, i64 %93, i64 %spec.store.select, !prof !25
  br i1 %brmerge, label %bb70, label %bb66, !prof !17

bb66:                                             ; preds = %bb58
  %_179 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_220)
  store i64 %5, ptr %_220, align 8
  %99 = getelementptr inbounds nuw i8, ptr %_220, i64 8
  store i64 %6, ptr %99, align 8
  %100 = getelementptr inbounds nuw i8, ptr %_220, i64 16
  store i64 %iter.sroa.0.0253, ptr %100, align 8
  %101 = getelementptr inbounds nuw i8, ptr %_220, i64 24
  store i64 %_179, ptr %101, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 6, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_220) #21
  unreachable

bb71:                                             ; preds = %bb70
  %other.i50 = xor i64 %writer.sroa.0.0, %now
  %_5.i51 = and i64 %writer.sroa.0.0, 1
  %102 = icmp eq i64 %_5.i51, 0
  br i1 %102, label %bb77, label %bb2.i52

bb2.i52:                                          ; preds = %bb71
  %_6.i53 = lshr i64 %other.i50, 26
  %_7.i54 = and i64 %writer.sroa.0.0, 4
  %103 = or i64 %_6.i53, %_7.i54
  %or.cond.i55 = icmp eq i64 %103, 0
  br i1 %or.cond.i55, label %bb77, label %bb7.i56

bb7.i56:                                          ; preds = %bb2.i52
  %104 = icmp ult i64 %other.i50, 68719476736
  br i1 %104, label %bb9.i58, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit63

bb9.i58:                                          ; preds = %bb7.i56
  %105 = and i64 %other.i50, 67092480
  %106 = icmp eq i64 %105, 0
  br i1 %106, label %bb11.i59, label %bb77

bb11.i59:                                         ; preds = %bb9.i58
  %107 = lshr i64 %_6.i53, %89
  %108 = icmp ne i64 %107, 0
  %109 = and i64 %other.i50, 16368
  %110 = icmp eq i64 %109, 0
  %_15.sroa.0.0.i62 = select i1 %108, i1 true, i1 %110
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit63

_ZN7support9unordered17hb0fd0fe180ea983aE.exit63: ; preds = %bb7.i56, %bb11.i59
  %_0.sroa.0.0.i57 = phi i1 [ true, %bb7.i56 ], [ %_15.sroa.0.0.i62, %bb11.i59 ]
  %_222 = and i64 %writer.sroa.0.0, %.29
  %111 = icmp samesign ult i64 %_222, 2
  %or.cond31 = select i1 %_0.sroa.0.0.i57, i1 %111, i1 false, !prof !21
  br i1 %or.cond31, label %bb75, label %bb77, !prof !26

bb77:                                             ; preds = %bb9.i58, %bb2.i52, %bb71, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit63
  br i1 %90, label %bb90, label %bb78

bb75:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit63
  %_186 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_223)
  store i64 %5, ptr %_223, align 8
  %112 = getelementptr inbounds nuw i8, ptr %_223, i64 8
  store i64 %6, ptr %112, align 8
  %113 = getelementptr inbounds nuw i8, ptr %_223, i64 16
  store i64 %writer.sroa.0.0, ptr %113, align 8
  %114 = getelementptr inbounds nuw i8, ptr %_223, i64 24
  store i64 %_186, ptr %114, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 7, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_223) #21
  unreachable

bb78:                                             ; preds = %bb77
  %other.i36 = xor i64 %reader.sroa.0.0, %now
  %_5.i37 = and i64 %reader.sroa.0.0, 1
  %115 = icmp eq i64 %_5.i37, 0
  br i1 %115, label %bb88, label %bb2.i38

bb2.i38:                                          ; preds = %bb78
  %_6.i39 = lshr i64 %other.i36, 26
  %_7.i40 = and i64 %reader.sroa.0.0, 4
  %116 = or i64 %_6.i39, %_7.i40
  %or.cond.i41 = icmp eq i64 %116, 0
  br i1 %or.cond.i41, label %bb88, label %bb7.i42

bb7.i42:                                          ; preds = %bb2.i38
  %117 = icmp ult i64 %other.i36, 68719476736
  br i1 %117, label %bb9.i44, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit49

bb9.i44:                                          ; preds = %bb7.i42
  %118 = and i64 %other.i36, 67092480
  %119 = icmp eq i64 %118, 0
  br i1 %119, label %bb11.i45, label %bb88

bb11.i45:                                         ; preds = %bb9.i44
  %120 = lshr i64 %_6.i39, %89
  %121 = icmp ne i64 %120, 0
  %122 = and i64 %other.i36, 16368
  %123 = icmp eq i64 %122, 0
  %_15.sroa.0.0.i48 = select i1 %121, i1 true, i1 %123
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit49

_ZN7support9unordered17hb0fd0fe180ea983aE.exit49: ; preds = %bb7.i42, %bb11.i45
  %_0.sroa.0.0.i43 = phi i1 [ true, %bb7.i42 ], [ %_15.sroa.0.0.i48, %bb11.i45 ]
  %_225 = and i64 %reader.sroa.0.0, %.29
  %124 = icmp samesign ult i64 %_225, 2
  %or.cond33 = select i1 %_0.sroa.0.0.i43, i1 %124, i1 false, !prof !21
  br i1 %or.cond33, label %bb83, label %bb88, !prof !26

bb83:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit49
  %_192 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_226)
  store i64 %5, ptr %_226, align 8
  %125 = getelementptr inbounds nuw i8, ptr %_226, i64 8
  store i64 %6, ptr %125, align 8
  %126 = getelementptr inbounds nuw i8, ptr %_226, i64 16
  store i64 %reader.sroa.0.0, ptr %126, align 8
  %127 = getelementptr inbounds nuw i8, ptr %_226, i64 24
  store i64 %_192, ptr %127, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 7, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_226) #21
  unreachable

bb87:                                             ; preds = %bb70
  br i1 %90, label %bb90, label %bb88

bb88:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit49, %bb78, %bb2.i38, %bb9.i44, %bb87
  store atomic i64 %now, ptr %cells monotonic, align 8
  br label %bb90

bb90:                                             ; preds = %bb77, %bb87, %bb88
  br i1 %87, label %bb97, label %bb91

bb91:                                             ; preds = %bb90
  %other.i = xor i64 %reader.sroa.0.0, %now
  %_5.i = and i64 %reader.sroa.0.0, 1
  %128 = icmp eq i64 %_5.i, 0
  br i1 %128, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread, label %bb2.i

bb2.i:                                            ; preds = %bb91
  %_6.i = lshr i64 %other.i, 26
  %_7.i = and i64 %reader.sroa.0.0, 4
  %129 = or i64 %_6.i, %_7.i
  %or.cond.i = icmp eq i64 %129, 0
  br i1 %or.cond.i, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread, label %bb7.i

bb7.i:                                            ; preds = %bb2.i
  %130 = icmp ult i64 %other.i, 68719476736
  br i1 %130, label %bb9.i, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread241

bb9.i:                                            ; preds = %bb7.i
  %131 = and i64 %other.i, 67092480
  %132 = icmp eq i64 %131, 0
  br i1 %132, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit:   ; preds = %bb9.i
  %133 = lshr i64 %_6.i, %89
  %134 = icmp ne i64 %133, 0
  %135 = and i64 %other.i, 16368
  %136 = icmp eq i64 %135, 0
  %_15.sroa.0.0.i = select i1 %134, i1 true, i1 %136
  %cond.fr = freeze i1 %_15.sroa.0.0.i
  br i1 %cond.fr, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread241, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread241: ; preds = %bb7.i, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread: ; preds = %bb9.i, %bb2.i, %bb91, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread241
  %_197 = phi i64 [ %91, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread241 ], [ %now, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit ], [ %now, %bb91 ], [ %now, %bb2.i ], [ %now, %bb9.i ]
  store atomic i64 %_197, ptr %_164 monotonic, align 8
  br label %bb97

bb97:                                             ; preds = %bb90, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread
  %exitcond.not = icmp eq i64 %92, %6
  br i1 %exitcond.not, label %bb99, label %bb101
}

define void @rusticle_check_acquire(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %_site) unnamed_addr #5 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_13 = load i32, ptr %2, align 4, !noundef !3
  %_12 = mul i32 %_13, %z
  %_11 = add i32 %_12, %y
  %_14 = load i32, ptr %1, align 8, !noundef !3
  %_10 = mul i32 %_11, %_14
  %_9 = add i32 %_10, %x
  %_8 = zext i32 %_9 to i64
  %_6 = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %_6, i64 60
  store i32 1, ptr %3, align 4
  ret void
}

define void @rusticle_check_step(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
  %_14 = alloca [32 x i8], align 8
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_19 = load i32, ptr %2, align 4, !noundef !3
  %_18 = mul i32 %_19, %z
  %_17 = add i32 %_18, %y
  %_20 = load i32, ptr %1, align 8, !noundef !3
  %_16 = mul i32 %_17, %_20
  %_9 = add i32 %_16, %x
  %_8 = zext i32 %_9 to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 64
  %4 = load i64, ptr %3, align 8, !noundef !3
  %5 = add i64 %4, 1
  store i64 %5, ptr %3, align 8
  %6 = getelementptr inbounds nuw i8, ptr %c, i64 96
  %_15 = load ptr, ptr %6, align 8, !noundef !3
  %7 = getelementptr inbounds nuw i8, ptr %_15, i64 80
  %limit = load i64, ptr %7, align 8, !noundef !3
  %_11 = icmp ugt i64 %5, %limit
  br i1 %_11, label %bb1, label %bb2, !prof !9

bb2:                                              ; preds = %start
  ret void

bb1:                                              ; preds = %start
  call void @llvm.lifetime.start.p0(ptr nonnull %_14)
  store i64 %limit, ptr %_14, align 8
  %8 = getelementptr inbounds nuw i8, ptr %_14, i64 8
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(24) %8, i8 0, i64 24, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef nonnull %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 8, i32 noundef %site, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_14) #21
  unreachable
}

define noundef i64 @rusticle_ds_bpermute(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %b) unnamed_addr #1 {
start:
; call support::meet
  %_13 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_6.i = add i32 %_7.i, 1073741823
  %_10 = trunc i64 %b to i32
  %_9 = lshr i32 %_10, 2
  %_8 = and i32 %_6.i, %_9
  %_19 = icmp samesign ult i32 %_8, 64
  br i1 %_19, label %bb7, label %bb6

bb7:                                              ; preds = %start
  %_22 = load i64, ptr %_13, align 8, !noundef !3
  %1 = zext nneg i32 %_8 to i64
  %2 = shl nuw i64 1, %1
  %3 = and i64 %_22, %2
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %bb6, label %bb4

bb6:                                              ; preds = %bb7, %start, %bb4
  %_0.sroa.0.0 = phi i64 [ %7, %bb4 ], [ 0, %start ], [ 0, %bb7 ]
  ret i64 %_0.sroa.0.0

bb4:                                              ; preds = %bb7
  %5 = getelementptr inbounds nuw i8, ptr %_13, i64 8
  %6 = getelementptr inbounds nuw i64, ptr %5, i64 %1
  %7 = load i64, ptr %6, align 8, !noundef !3
  br label %bb6
}

define noundef i64 @rusticle_ds_permute(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_18 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_213.not = icmp eq i32 %_7.i, 0
  br i1 %_213.not, label %bb6, label %bb5.lr.ph

bb5.lr.ph:                                        ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_18, i64 8
  %4 = getelementptr inbounds nuw i8, ptr %_18, i64 520
  br label %bb5

bb6:                                              ; preds = %bb2, %start
  %found.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %found.sroa.0.1, %bb2 ]
  ret i64 %found.sroa.0.0.lcssa

bb5:                                              ; preds = %bb5.lr.ph, %bb2
  %found.sroa.0.05 = phi i64 [ 0, %bb5.lr.ph ], [ %found.sroa.0.1, %bb2 ]
  %iter.sroa.0.04 = phi i32 [ 0, %bb5.lr.ph ], [ %5, %bb2 ]
  %5 = add nuw i32 %iter.sroa.0.04, 1
  %_26 = and i32 %iter.sroa.0.04, 63
  %_25 = zext nneg i32 %_26 to i64
  %_28 = icmp ult i32 %iter.sroa.0.04, 64
  br i1 %_28, label %bb8, label %bb2

bb8:                                              ; preds = %bb5
  %6 = getelementptr inbounds nuw i64, ptr %4, i64 %_25
  %_13 = load i64, ptr %6, align 8, !noundef !3
  %_12 = trunc i64 %_13 to i32
  %_11 = lshr i32 %_12, 2
  %_31 = load i64, ptr %_18, align 8, !noundef !3
  %7 = shl nuw i64 1, %_25
  %8 = and i64 %_31, %7
  %_15 = icmp ne i64 %8, 0
  %9 = xor i32 %_11, %_5.i
  %10 = and i32 %9, %_6.i
  %_16 = icmp eq i32 %10, 0
  %or.cond = and i1 %_15, %_16
  br i1 %or.cond, label %bb10, label %bb2

bb2:                                              ; preds = %bb10, %bb5, %bb8
  %found.sroa.0.1 = phi i64 [ %found.sroa.0.05, %bb5 ], [ %12, %bb10 ], [ %found.sroa.0.05, %bb8 ]
  %exitcond.not = icmp eq i32 %5, %_7.i
  br i1 %exitcond.not, label %bb6, label %bb5

bb10:                                             ; preds = %bb8
  %11 = getelementptr inbounds nuw i64, ptr %3, i64 %_25
  %12 = load i64, ptr %11, align 8, !noundef !3
  br label %bb2
}

define void @rusticle_end(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_6 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_12 = load i32, ptr %2, align 4, !noundef !3
  %_11 = mul i32 %_12, %z
  %_10 = add i32 %_11, %y
  %_13 = load i32, ptr %1, align 8, !noundef !3
  %_9 = mul i32 %_10, %_13
  %_8 = add i32 %_9, %x
  %_7 = zext i32 %_8 to i64
  %_5 = getelementptr inbounds nuw %Fiber, ptr %_6, i64 %_7
  %3 = getelementptr inbounds nuw i8, ptr %_5, i64 8
  store i32 0, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %_5, i64 48
  %_14 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_14, i64 112
  %_17 = load ptr, ptr %5, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %_5, ptr noundef %_17) #19
  ret void
}

define noundef range(i64 0, 2) i64 @rusticle_inverse_ballot(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_12 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_15 = load i64, ptr %_12, align 8, !noundef !3
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_15, i1 false)
  %_19 = icmp samesign ult i64 %3, 64
  br i1 %_19, label %bb8, label %bb7

bb8:                                              ; preds = %start
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %_15
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb7, label %bb5

bb7:                                              ; preds = %bb8, %start, %bb5
  %_9.sroa.0.0 = phi i64 [ %11, %bb5 ], [ 0, %start ], [ 0, %bb8 ]
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %_6.i = add i32 %_7.i, 63
  %_0.i = and i32 %_6.i, 63
  %7 = and i32 %_0.i, %_5.i
  %8 = zext nneg i32 %7 to i64
  %_8 = lshr i64 %_9.sroa.0.0, %8
  %_0 = and i64 %_8, 1
  ret i64 %_0

bb5:                                              ; preds = %bb8
  %9 = getelementptr inbounds nuw i8, ptr %_12, i64 8
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %3
  %11 = load i64, ptr %10, align 8, !noundef !3
  br label %bb7
}

define noundef i32 @rusticle_lane_id(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #6 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11 = load i32, ptr %1, align 4, !noundef !3
  %_10 = mul i32 %_11, %z
  %_9 = add i32 %_10, %y
  %_12 = load i32, ptr %0, align 8, !noundef !3
  %_8 = mul i32 %_9, %_12
  %_5 = add i32 %_8, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7 = load i32, ptr %2, align 4, !noundef !3
  %_6 = add i32 %_7, -1
  %_0 = and i32 %_5, %_6
  ret i32 %_0
}

define noundef i32 @rusticle_mbcnt_hi(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %mask, i32 noundef %base) unnamed_addr #6 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_9 = icmp ult i32 %_0.i, 32
  %3 = and i32 %_0.i, 31
  %notmask = shl nsw i32 -1, %3
  %4 = xor i32 %notmask, -1
  %below.sroa.0.0 = select i1 %_9, i32 0, i32 %4
  %_13 = and i32 %below.sroa.0.0, %mask
  %5 = tail call range(i32 0, 32) i32 @llvm.ctpop.i32(i32 %_13)
  %_0 = add i32 %5, %base
  ret i32 %_0
}

define noundef i32 @rusticle_mbcnt_lo(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %mask, i32 noundef %base) unnamed_addr #6 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_9 = icmp ugt i32 %_0.i, 31
  %notmask = shl nsw i32 -1, %_0.i
  %3 = xor i32 %notmask, -1
  %below.sroa.0.0 = select i1 %_9, i32 -1, i32 %3
  %_12 = and i32 %below.sroa.0.0, %mask
  %4 = tail call range(i32 0, 33) i32 @llvm.ctpop.i32(i32 %_12)
  %_0 = add i32 %4, %base
  ret i32 %_0
}

define void @rusticle_on_signal(i32 noundef %signal, ptr noundef readonly captures(none) %info, ptr noundef readnone captures(none) %_3) unnamed_addr #1 {
start:
  %status = load ptr, ptr @RUSTICLE_STATUS, align 8, !noundef !3
  %0 = icmp eq ptr %status, null
  br i1 %0, label %bb4, label %bb2

bb2:                                              ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %status, i64 36
  store i32 %signal, ptr %1, align 4
  %_8 = getelementptr inbounds nuw i8, ptr %info, i64 16
  %_6 = load i64, ptr %_8, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %status, i64 72
  store i64 %_6, ptr %2, align 8
  %_9 = tail call noundef i64 @pthread_self() #19
  %3 = getelementptr inbounds nuw i8, ptr %status, i64 80
  store i64 %_9, ptr %3, align 8
  br label %bb4

bb4:                                              ; preds = %start, %bb2
  ret void
}

define noundef i32 @rusticle_perm(ptr noundef readnone captures(none) %_1, i32 noundef %_2, i32 noundef %_3, i32 noundef %_4, i32 noundef %first, i32 noundef %second, i32 noundef %selector) unnamed_addr #7 {
start:
  %bytes = alloca [8 x i8], align 8
  %_11 = zext i32 %first to i64
  %_10 = shl nuw i64 %_11, 32
  %_12 = zext i32 %second to i64
  %_9 = or disjoint i64 %_10, %_12
  store i64 %_9, ptr %bytes, align 8
  %.inv = icmp slt i32 %first, 0
  %.7 = select i1 %.inv, i32 255, i32 0
  %0 = and i64 %_11, 32768
  %1 = icmp eq i64 %0, 0
  %.6 = select i1 %1, i32 0, i32 255
  %.inv10 = icmp slt i32 %second, 0
  %.5 = select i1 %.inv10, i32 255, i32 0
  %2 = and i64 %_12, 32768
  %3 = icmp eq i64 %2, 0
  %. = select i1 %3, i32 0, i32 255
  %s = and i32 %selector, 255
  %_23 = icmp samesign ult i32 %s, 8
  br i1 %_23, label %bb12, label %bb5

bb5:                                              ; preds = %start
  %trunc = trunc i32 %selector to i8
  switch i8 %trunc, label %bb13 [
    i8 8, label %bb11
    i8 9, label %bb10
    i8 10, label %bb9
    i8 11, label %bb8
    i8 12, label %bb7
  ]

bb11:                                             ; preds = %bb5
  br label %bb13

bb10:                                             ; preds = %bb5
  br label %bb13

bb9:                                              ; preds = %bb5
  br label %bb13

bb8:                                              ; preds = %bb5
  br label %bb13

bb7:                                              ; preds = %bb5
  br label %bb13

bb13:                                             ; preds = %bb8, %bb9, %bb10, %bb11, %bb5, %bb12, %bb7
  %byte.sroa.0.0 = phi i32 [ %18, %bb12 ], [ 0, %bb7 ], [ %.7, %bb8 ], [ %.6, %bb9 ], [ %.5, %bb10 ], [ %., %bb11 ], [ 255, %bb5 ]
  %_19.1 = lshr i32 %selector, 8
  %s.1 = and i32 %_19.1, 255
  %_23.1 = icmp samesign ult i32 %s.1, 8
  br i1 %_23.1, label %bb12.1, label %bb5.1

bb5.1:                                            ; preds = %bb13
  %trunc.1 = trunc i32 %_19.1 to i8
  switch i8 %trunc.1, label %bb13.1 [
    i8 8, label %bb11.1
    i8 9, label %bb10.1
    i8 10, label %bb9.1
    i8 11, label %bb8.1
    i8 12, label %bb7.1
  ]

bb7.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb8.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb9.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb10.1:                                           ; preds = %bb5.1
  br label %bb13.1

bb11.1:                                           ; preds = %bb5.1
  br label %bb13.1

bb12.1:                                           ; preds = %bb13
  %_24.1 = zext nneg i32 %s.1 to i64
  %4 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.1
  %5 = load i8, ptr %4, align 1, !noundef !3
  %6 = zext i8 %5 to i32
  br label %bb13.1

bb13.1:                                           ; preds = %bb12.1, %bb11.1, %bb10.1, %bb9.1, %bb8.1, %bb7.1, %bb5.1
  %byte.sroa.0.0.1 = phi i32 [ %6, %bb12.1 ], [ 0, %bb7.1 ], [ %.7, %bb8.1 ], [ %.6, %bb9.1 ], [ %.5, %bb10.1 ], [ %., %bb11.1 ], [ 255, %bb5.1 ]
  %_19.2 = lshr i32 %selector, 16
  %s.2 = and i32 %_19.2, 255
  %_23.2 = icmp samesign ult i32 %s.2, 8
  br i1 %_23.2, label %bb12.2, label %bb5.2

bb5.2:                                            ; preds = %bb13.1
  %trunc.2 = trunc i32 %_19.2 to i8
  switch i8 %trunc.2, label %bb13.2 [
    i8 8, label %bb11.2
    i8 9, label %bb10.2
    i8 10, label %bb9.2
    i8 11, label %bb8.2
    i8 12, label %bb7.2
  ]

bb7.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb8.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb9.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb10.2:                                           ; preds = %bb5.2
  br label %bb13.2

bb11.2:                                           ; preds = %bb5.2
  br label %bb13.2

bb12.2:                                           ; preds = %bb13.1
  %_24.2 = zext nneg i32 %s.2 to i64
  %7 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.2
  %8 = load i8, ptr %7, align 1, !noundef !3
  %9 = zext i8 %8 to i32
  br label %bb13.2

bb13.2:                                           ; preds = %bb12.2, %bb11.2, %bb10.2, %bb9.2, %bb8.2, %bb7.2, %bb5.2
  %byte.sroa.0.0.2 = phi i32 [ %9, %bb12.2 ], [ 0, %bb7.2 ], [ %.7, %bb8.2 ], [ %.6, %bb9.2 ], [ %.5, %bb10.2 ], [ %., %bb11.2 ], [ 255, %bb5.2 ]
  %_19.3 = lshr i32 %selector, 24
  %_23.3 = icmp ult i32 %selector, 134217728
  br i1 %_23.3, label %bb12.3, label %bb5.3

bb5.3:                                            ; preds = %bb13.2
  %trunc.3 = trunc nuw i32 %_19.3 to i8
  switch i8 %trunc.3, label %bb13.3 [
    i8 8, label %bb11.3
    i8 9, label %bb10.3
    i8 10, label %bb9.3
    i8 11, label %bb8.3
    i8 12, label %bb7.3
  ]

bb7.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb8.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb9.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb10.3:                                           ; preds = %bb5.3
  br label %bb13.3

bb11.3:                                           ; preds = %bb5.3
  br label %bb13.3

bb12.3:                                           ; preds = %bb13.2
  %_24.3 = zext nneg i32 %_19.3 to i64
  %10 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.3
  %11 = load i8, ptr %10, align 1, !noundef !3
  %12 = zext i8 %11 to i32
  br label %bb13.3

bb13.3:                                           ; preds = %bb12.3, %bb11.3, %bb10.3, %bb9.3, %bb8.3, %bb7.3, %bb5.3
  %byte.sroa.0.0.3 = phi i32 [ %12, %bb12.3 ], [ 0, %bb7.3 ], [ %.7, %bb8.3 ], [ %.6, %bb9.3 ], [ %.5, %bb10.3 ], [ %., %bb11.3 ], [ 255, %bb5.3 ]
  %_26.2 = shl nuw nsw i32 %byte.sroa.0.0.2, 16
  %_26.1 = shl nuw nsw i32 %byte.sroa.0.0.1, 8
  %13 = or disjoint i32 %_26.1, %byte.sroa.0.0
  %14 = or disjoint i32 %_26.2, %13
  %_26.3 = shl nuw i32 %byte.sroa.0.0.3, 24
  %15 = or disjoint i32 %_26.3, %14
  ret i32 %15

bb12:                                             ; preds = %start
  %_24 = zext nneg i32 %s to i64
  %16 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24
  %17 = load i8, ptr %16, align 1, !noundef !3
  %18 = zext i8 %17 to i32
  br label %bb13
}

define noundef i64 @rusticle_permlane16(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %old, i64 noundef %0, i32 noundef %flags) unnamed_addr #1 {
start:
; call support::meet
  %_25 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %0) #22
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %2, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %1, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %3, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %4 = and i32 %_0.i, 48
  %_11 = shl i32 %flags, 2
  %5 = and i32 %_11, 16
  %spec.select = xor i32 %4, %5
  %_12 = and i32 %flags, 8
  %6 = icmp eq i32 %_12, 0
  br i1 %6, label %bb15, label %bb6

bb15:                                             ; preds = %start
  %_28 = load i64, ptr %_25, align 8, !noundef !3
  %7 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_28, i1 false)
  %_30 = and i64 %7, 63
  %8 = getelementptr inbounds nuw i8, ptr %_25, i64 520
  %9 = getelementptr inbounds nuw i64, ptr %8, i64 %_30
  %_13 = load i64, ptr %9, align 8, !noundef !3
  %_16 = shl i32 %_0.i, 2
  %_15 = and i32 %_16, 60
  %10 = zext nneg i32 %_15 to i64
  %11 = lshr i64 %_13, %10
  br label %bb6

bb6:                                              ; preds = %start, %bb15
  %selectors.sroa.0.0 = phi i64 [ %11, %bb15 ], [ %0, %start ]
  %_32 = icmp ult i32 %_0.i, 64
  br i1 %_32, label %bb16, label %bb17

bb17:                                             ; preds = %bb6
  %12 = and i32 %flags, 1
  %.not = icmp eq i32 %12, 0
  br i1 %.not, label %bb7, label %bb11

bb16:                                             ; preds = %bb6
  %_19 = trunc i64 %selectors.sroa.0.0 to i32
  %_18 = and i32 %_19, 15
  %from = or disjoint i32 %_18, %spec.select
  %_35 = load i64, ptr %_25, align 8, !noundef !3
  %13 = zext nneg i32 %from to i64
  %14 = shl nuw i64 1, %13
  %15 = and i64 %_35, %14
  %_20.not = icmp eq i64 %15, 0
  %16 = and i32 %flags, 1
  %.not7 = icmp eq i32 %16, 0
  %or.cond = and i1 %.not7, %_20.not
  br i1 %or.cond, label %bb7, label %bb23

bb7:                                              ; preds = %bb16, %bb17
  %_23 = and i32 %flags, 2
  %17 = icmp eq i32 %_23, 0
  %old. = select i1 %17, i64 %old, i64 0
  br label %bb11

bb23:                                             ; preds = %bb16
  br i1 %_20.not, label %bb11, label %bb19

bb11:                                             ; preds = %bb23, %bb17, %bb7, %bb19
  %_0.sroa.0.0 = phi i64 [ %old., %bb7 ], [ %20, %bb19 ], [ 0, %bb23 ], [ 0, %bb17 ]
  ret i64 %_0.sroa.0.0

bb19:                                             ; preds = %bb23
  %18 = getelementptr inbounds nuw i8, ptr %_25, i64 8
  %19 = getelementptr inbounds nuw i64, ptr %18, i64 %13
  %20 = load i64, ptr %19, align 8, !noundef !3
  br label %bb11
}

define noundef i64 @rusticle_permlane64(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_8 = icmp ult i32 %_7.i, 64
  br i1 %_8, label %bb3, label %bb2

bb2:                                              ; preds = %start
  %_17 = icmp ult i32 %_0.i, 64
  br i1 %_17, label %bb10, label %bb3

bb10:                                             ; preds = %bb2
  %_9 = xor i32 %_0.i, 32
  %_20 = load i64, ptr %_11, align 8, !noundef !3
  %3 = zext nneg i32 %_9 to i64
  %4 = shl nuw i64 1, %3
  %5 = and i64 %_20, %4
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb3, label %bb7

bb7:                                              ; preds = %bb10
  %7 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %8 = getelementptr inbounds nuw i64, ptr %7, i64 %3
  %9 = load i64, ptr %8, align 8, !noundef !3
  br label %bb3

bb3:                                              ; preds = %bb10, %bb2, %start, %bb7
  %_0.sroa.0.0 = phi i64 [ %9, %bb7 ], [ %a, %start ], [ 0, %bb2 ], [ 0, %bb10 ]
  ret i64 %_0.sroa.0.0
}

define noundef i64 @rusticle_permlane_swap(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %0, i64 noundef %1, i32 noundef %distance) unnamed_addr #1 {
start:
; call support::meet
  %_15 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %0, i64 noundef %1) #22
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %3, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %2, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %4 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %4, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %other = xor i32 %_0.i, %distance
  %_18 = icmp ult i32 %other, 64
  br i1 %_18, label %bb6, label %bb3

bb6:                                              ; preds = %start
  %_21 = load i64, ptr %_15, align 8, !noundef !3
  %5 = zext nneg i32 %other to i64
  %6 = shl nuw i64 1, %5
  %7 = and i64 %_21, %6
  %_10.not = icmp eq i64 %7, 0
  br i1 %_10.not, label %bb3, label %bb13

bb3:                                              ; preds = %bb8, %bb10, %start, %bb6
  %second.sroa.0.0 = phi i64 [ %1, %start ], [ %11, %bb10 ], [ %1, %bb8 ], [ %1, %bb6 ]
  %first.sroa.0.0 = phi i64 [ %0, %start ], [ %0, %bb10 ], [ %14, %bb8 ], [ %0, %bb6 ]
  %_12 = shl i64 %second.sroa.0.0, 32
  %_13 = and i64 %first.sroa.0.0, 4294967295
  %_0 = or disjoint i64 %_13, %_12
  ret i64 %_0

bb13:                                             ; preds = %bb6
  %_11 = and i32 %_0.i, %distance
  %8 = icmp eq i32 %_11, 0
  br i1 %8, label %bb10, label %bb8

bb10:                                             ; preds = %bb13
  %9 = getelementptr inbounds nuw i8, ptr %_15, i64 8
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %5
  %11 = load i64, ptr %10, align 8, !noundef !3
  br label %bb3

bb8:                                              ; preds = %bb13
  %12 = getelementptr inbounds nuw i8, ptr %_15, i64 520
  %13 = getelementptr inbounds nuw i64, ptr %12, i64 %5
  %14 = load i64, ptr %13, align 8, !noundef !3
  br label %bb3
}

define noundef i64 @rusticle_readfirstlane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_10 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %_13 = load i64, ptr %_10, align 8, !noundef !3
  %0 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_13, i1 false)
  %_17 = icmp samesign ult i64 %0, 64
  br i1 %_17, label %bb8, label %bb7

bb8:                                              ; preds = %start
  %1 = shl nuw i64 1, %0
  %2 = and i64 %1, %_13
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %bb7, label %bb5

bb7:                                              ; preds = %bb8, %start, %bb5
  %_0.sroa.0.0 = phi i64 [ %6, %bb5 ], [ 0, %start ], [ 0, %bb8 ]
  ret i64 %_0.sroa.0.0

bb5:                                              ; preds = %bb8
  %4 = getelementptr inbounds nuw i8, ptr %_10, i64 8
  %5 = getelementptr inbounds nuw i64, ptr %4, i64 %0
  %6 = load i64, ptr %5, align 8, !noundef !3
  br label %bb7
}

define noundef i64 @rusticle_readlane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_14 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_17 = load i64, ptr %_14, align 8, !noundef !3
  %1 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_17, i1 false)
  %_19 = and i64 %1, 63
  %2 = getelementptr inbounds nuw i8, ptr %_14, i64 8
  %3 = getelementptr inbounds nuw i8, ptr %_14, i64 520
  %4 = getelementptr inbounds nuw i64, ptr %3, i64 %_19
  %_10 = load i64, ptr %4, align 8, !noundef !3
  %_9 = trunc i64 %_10 to i32
  %_8 = and i32 %_6.i, %_9
  %_24 = icmp ult i32 %_8, 64
  br i1 %_24, label %bb9, label %bb8

bb9:                                              ; preds = %start
  %5 = zext nneg i32 %_8 to i64
  %6 = shl nuw i64 1, %5
  %7 = and i64 %6, %_17
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %bb8, label %bb6

bb8:                                              ; preds = %bb9, %start, %bb6
  %_0.sroa.0.0 = phi i64 [ %10, %bb6 ], [ 0, %start ], [ 0, %bb9 ]
  ret i64 %_0.sroa.0.0

bb6:                                              ; preds = %bb9
  %9 = getelementptr inbounds nuw i64, ptr %2, i64 %5
  %10 = load i64, ptr %9, align 8, !noundef !3
  br label %bb8
}

define noundef range(i64 0, 1844674407370955162) i64 @rusticle_realtime(ptr noundef readnone captures(none) %_1, i32 noundef %_2, i32 noundef %_3, i32 noundef %_4) unnamed_addr #1 {
start:
  %now.i = alloca [16 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i, i8 0, i64 16, i1 false)
  %_2.i = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i) #19
  %_6.i = load i64, ptr %now.i, align 8, !noundef !3
  %_4.i = mul i64 %_6.i, 1000000000
  %0 = getelementptr inbounds nuw i8, ptr %now.i, i64 8
  %_8.i = load i64, ptr %0, align 8, !noundef !3
  %_0.i = add i64 %_4.i, %_8.i
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i)
  %_0 = udiv i64 %_0.i, 10
  ret i64 %_0
}

define noundef i64 @rusticle_reduce_add(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !27, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %spec.select.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %spec.select.i = add i64 %value.sroa.0.0.i, %sum.sroa.0.010.i
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !27, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hcec0383771489a1fE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %spec.select.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define noundef i64 @rusticle_reduce_and(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !30, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.012.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %7, %bb14.i ]
  %sum.sroa.0.011.i = phi i64 [ -1, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %7 = and i64 %_13.i, %rest.sroa.0.012.i
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %9 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %10 = load i64, ptr %9, align 8, !noalias !30, !noundef !3
  %11 = and i64 %10, %sum.sroa.0.011.i
  br label %bb14.i

_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit: ; preds = %bb14.i, %start
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_max(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !33, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !33, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %..i.i.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %18, %bb12.i ], [ 0, %bb15.i ]
  %..i.i.i = tail call i64 @llvm.smax.i64(i64 %value.sroa.0.0.i, i64 %sum.sroa.4.010.i)
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.i, !llvm.loop !36

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !33, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hd7557b116f13632eE.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %..i.i.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_min(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !38, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !38, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %..i.i.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %18, %bb12.i ], [ 0, %bb15.i ]
  %..i.i.i = tail call i64 @llvm.smin.i64(i64 %value.sroa.0.0.i, i64 %sum.sroa.4.010.i)
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.i, !llvm.loop !41

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !38, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17h06bf35aef54af461E.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %..i.i.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_or(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !42, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %12, %bb12.i ], [ %sum.sroa.0.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !42, !noundef !3
  %12 = or i64 %11, %sum.sroa.0.010.i
  br label %bb14.i

_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define noundef i64 @rusticle_reduce_sub(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_12 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_12, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_12, align 8, !noalias !45, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_12, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %spec.select.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %spec.select.i = add i64 %value.sroa.0.0.i, %sum.sroa.0.010.i
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !45, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hcec0383771489a1fE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %spec.select.i, %bb14.i ]
  %_0 = sub i64 0, %sum.sroa.0.0.lcssa.i
  ret i64 %_0
}

define noundef i64 @rusticle_reduce_umax(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !48, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !48, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %value.sroa.0.0.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %19, %bb12.i ], [ %sum.sroa.4.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.i, !llvm.loop !51

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !48, !noundef !3
  %19 = tail call i64 @llvm.umax.i64(i64 %18, i64 %sum.sroa.4.010.i)
  br label %bb14.i

_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_umin(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !52, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !52, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %value.sroa.0.0.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %19, %bb12.i ], [ 0, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.i, !llvm.loop !55

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !52, !noundef !3
  %19 = tail call i64 @llvm.umin.i64(i64 %18, i64 %sum.sroa.4.010.i)
  br label %bb14.i

_ZN7support7Meeting4fold17h725c1919eff10487E.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_xor(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !56, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %12, %bb12.i ], [ %sum.sroa.0.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !56, !noundef !3
  %12 = xor i64 %11, %sum.sroa.0.010.i
  br label %bb14.i

_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define void @rusticle_run(ptr noundef initializes((152, 160)) %context) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %launch = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %launch, i64 52
  %_3 = load i32, ptr %1, align 4, !noundef !3
  %2 = icmp eq i32 %_3, 0
  br i1 %2, label %bb2, label %bb3

bb2:                                              ; preds = %start
  %3 = load ptr, ptr %launch, align 8, !nonnull !3, !noundef !3
  br label %bb3

bb3:                                              ; preds = %start, %bb2
  %entry.sroa.0.0 = phi ptr [ %3, %bb2 ], [ @_ZN7support10run_fibers17h7550c7953c9e1a65E, %start ]
  %4 = getelementptr inbounds nuw i8, ptr %launch, i64 40
  %_7.sroa.0.0.copyload = load i32, ptr %4, align 8
  %_7.sroa.4.0..sroa_idx = getelementptr inbounds nuw i8, ptr %launch, i64 44
  %_7.sroa.4.0.copyload = load i32, ptr %_7.sroa.4.0..sroa_idx, align 4
  %_0.i.i.i.i.i.i.i = zext i32 %_7.sroa.0.0.copyload to i64
  %_0.i.i.i.i.1.i.i.i = zext i32 %_7.sroa.4.0.copyload to i64
  %5 = icmp ne i32 %_7.sroa.0.0.copyload, 0
  tail call void @llvm.assume(i1 %5)
  %6 = icmp ne i32 %_7.sroa.4.0.copyload, 0
  tail call void @llvm.assume(i1 %6)
  %_9 = tail call noundef i64 @pthread_self() #19
  %7 = getelementptr inbounds nuw i8, ptr %context, i64 152
  store i64 %_9, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %context, i64 224
  %_10 = load ptr, ptr %8, align 8, !noundef !3
  %9 = icmp eq ptr %_10, null
  br i1 %9, label %bb14.split, label %bb10.preheader

bb10.preheader:                                   ; preds = %bb3
  %_116 = load ptr, ptr %_10, align 8, !noundef !3
  %10 = icmp eq ptr %_116, null
  br i1 %10, label %bb14.split, label %bb12

bb14.split:                                       ; preds = %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit, %bb3, %bb10.preheader
  %11 = getelementptr inbounds nuw i8, ptr %launch, i64 32
  %_44 = getelementptr inbounds nuw i8, ptr %launch, i64 16
  %12 = getelementptr inbounds nuw i8, ptr %launch, i64 24
  %_1510 = load i64, ptr %11, align 8, !noundef !3
  %13 = atomicrmw add ptr %_44, i64 %_1510 monotonic, align 8
  %_1711 = load i64, ptr %12, align 8, !noundef !3
  %_16.not12 = icmp ult i64 %13, %_1711
  br i1 %_16.not12, label %bb17.lr.ph, label %bb25

bb17.lr.ph:                                       ; preds = %bb14.split
  %14 = getelementptr inbounds nuw i8, ptr %launch, i64 8
  %15 = getelementptr inbounds nuw i8, ptr %context, i64 4
  %16 = getelementptr inbounds nuw i8, ptr %context, i64 8
  %17 = getelementptr inbounds nuw i8, ptr %context, i64 160
  %_35 = getelementptr inbounds nuw i8, ptr %context, i64 104
  br label %bb17

bb12:                                             ; preds = %bb10.preheader, %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit
  %_117 = phi ptr [ %_11, %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit ], [ %_116, %bb10.preheader ]
  %_13 = load ptr, ptr %_117, align 8, !noundef !3
  store ptr %_13, ptr %_10, align 8
  %18 = getelementptr inbounds nuw i8, ptr %_117, i64 44
  %x.i = load i16, ptr %18, align 4, !noundef !3
  %19 = getelementptr inbounds nuw i8, ptr %_117, i64 46
  %y.i = load i16, ptr %19, align 2, !noundef !3
  %20 = getelementptr inbounds nuw i8, ptr %_117, i64 48
  %z.i = load i16, ptr %20, align 8, !noundef !3
  %_8.i = zext i16 %x.i to i64
  %_9.i = zext i16 %y.i to i64
  %_7.i = mul nuw nsw i64 %_9.i, %_8.i
  %_10.i = zext i16 %z.i to i64
  %_6.i = mul nuw nsw i64 %_7.i, %_10.i
  %21 = icmp eq i64 %_6.i, 1
  br i1 %21, label %bb1.i, label %bb5.i

bb1.i:                                            ; preds = %bb12
  %22 = getelementptr inbounds nuw i8, ptr %_117, i64 68
  %_11.i = load i32, ptr %22, align 4, !noundef !3
  %23 = icmp eq i32 %_11.i, 0
  br i1 %23, label %bb2.i, label %bb5.i

bb2.i:                                            ; preds = %bb1.i
  %_16.i = load ptr, ptr %8, align 8, !noundef !3
  %24 = getelementptr inbounds nuw i8, ptr %_16.i, i64 8
  %_12.i = load ptr, ptr %24, align 8, !noundef !3
  store ptr %_12.i, ptr %_117, align 8
  %_17.i = load ptr, ptr %8, align 8, !noundef !3
  %25 = getelementptr inbounds nuw i8, ptr %_17.i, i64 8
  store ptr %_117, ptr %25, align 8
  br label %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit

bb5.i:                                            ; preds = %bb1.i, %bb12
  %26 = getelementptr inbounds nuw i8, ptr %_117, i64 8
  %_15.i = load i64, ptr %26, align 8, !noundef !3
  %_13.i = tail call noundef i32 @munmap(ptr noundef nonnull %_117, i64 noundef %_15.i) #19
  br label %_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit

_ZN7support13support_queue4keep17h0a125b17ac298e37E.exit: ; preds = %bb2.i, %bb5.i
  %_11 = load ptr, ptr %_10, align 8, !noundef !3
  %27 = icmp eq ptr %_11, null
  br i1 %27, label %bb14.split, label %bb12

bb15.loopexit.loopexit:                           ; preds = %bb21
  %_15.pre = load i64, ptr %11, align 8
  %_17.pre = load i64, ptr %12, align 8
  br label %bb15.loopexit

bb15.loopexit:                                    ; preds = %bb15.loopexit.loopexit, %bb17
  %_17 = phi i64 [ %_17.pre, %bb15.loopexit.loopexit ], [ %_1718, %bb17 ]
  %_15 = phi i64 [ %_15.pre, %bb15.loopexit.loopexit ], [ %_1516, %bb17 ]
  %28 = atomicrmw add ptr %_44, i64 %_15 monotonic, align 8
  %_16.not = icmp ult i64 %28, %_17
  br i1 %_16.not, label %bb17, label %bb25

bb17:                                             ; preds = %bb17.lr.ph, %bb15.loopexit
  %_1718 = phi i64 [ %_1711, %bb17.lr.ph ], [ %_17, %bb15.loopexit ]
  %_1516 = phi i64 [ %_1510, %bb17.lr.ph ], [ %_15, %bb15.loopexit ]
  %29 = phi i64 [ %13, %bb17.lr.ph ], [ %28, %bb15.loopexit ]
  %_20 = add i64 %29, %_1516
  %..i = tail call noundef i64 @llvm.umin.i64(i64 %_20, i64 %_1718)
  %_458 = icmp ult i64 %29, %..i
  br i1 %_458, label %bb28, label %bb15.loopexit

bb28:                                             ; preds = %bb17, %bb21
  %first.sroa.0.09 = phi i64 [ %32, %bb21 ], [ %29, %bb17 ]
  %_39 = load ptr, ptr %14, align 8, !noundef !3
  %30 = load atomic i32, ptr %_39 monotonic, align 4
  %31 = icmp eq i32 %30, 0
  br i1 %31, label %bb21, label %bb25

bb21:                                             ; preds = %bb28
  %32 = add i64 %first.sroa.0.09, 1
  %_28 = urem i64 %first.sroa.0.09, %_0.i.i.i.i.i.i.i
  %_27 = trunc nuw i64 %_28 to i32
  %line = udiv i64 %first.sroa.0.09, %_0.i.i.i.i.i.i.i
  %_30 = urem i64 %line, %_0.i.i.i.i.1.i.i.i
  %_29 = trunc nuw i64 %_30 to i32
  %_33 = udiv i64 %line, %_0.i.i.i.i.1.i.i.i
  %_32 = trunc i64 %_33 to i32
  store i32 %_27, ptr %context, align 8
  store i32 %_29, ptr %15, align 4
  store i32 %_32, ptr %16, align 8
  store i32 1, ptr %17, align 8
  tail call void @rusticle_enter(ptr noundef nonnull %_35, ptr noundef nonnull %entry.sroa.0.0, ptr noundef nonnull %context) #19
  store i32 0, ptr %17, align 8
  %exitcond.not = icmp eq i64 %32, %..i
  br i1 %exitcond.not, label %bb15.loopexit.loopexit, label %bb28

bb25:                                             ; preds = %bb15.loopexit, %bb28, %bb14.split
  ret void
}

define noundef range(i64 0, -9223372036854775808) i64 @rusticle_serve(ptr noundef readonly captures(none) %plans, i32 noundef %output) unnamed_addr #1 {
start:
  %now.i2 = alloca [16 x i8], align 8
  %now.i = alloca [16 x i8], align 8
  %answer = alloca [8 x i8], align 8
  %word = alloca [8 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %word)
  store i64 0, ptr %word, align 8
  %_48 = call noundef i64 @read(i32 noundef 0, ptr noundef nonnull %word, i64 noundef 8) #19
  %0 = icmp eq i64 %_48, 8
  br i1 %0, label %bb4.lr.ph, label %bb13

bb4.lr.ph:                                        ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %now.i, i64 8
  %2 = getelementptr inbounds nuw i8, ptr %now.i2, i64 8
  br label %bb4

bb4:                                              ; preds = %bb4.lr.ph, %bb12
  %_7 = load i64, ptr %word, align 8, !noundef !3
  %3 = icmp sgt i64 %_7, -1
  br i1 %3, label %bb13, label %bb6

bb6:                                              ; preds = %bb4
  %_10 = and i64 %_7, 255
  %plan = getelementptr inbounds nuw %Plan, ptr %plans, i64 %_10
  %_12 = load ptr, ptr %plan, align 8, !noundef !3
  %4 = getelementptr inbounds nuw i8, ptr %plan, i64 8
  %_13 = load ptr, ptr %4, align 8, !noundef !3
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(232) %_13, ptr noundef nonnull align 8 dereferenceable(232) %_12, i64 232, i1 false)
  %_24 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_24, i64 88
  %_14 = lshr i64 %_7, 8
  %6 = and i64 %_14, 36028797018963967
  store i64 %6, ptr %5, align 8
  %_25 = load ptr, ptr %4, align 8, !noundef !3
  %7 = getelementptr inbounds nuw i8, ptr %_25, i64 96
  %_26 = load ptr, ptr %7, align 8, !noundef !3
  %_29 = getelementptr inbounds nuw i8, ptr %_26, i64 16
  store atomic i64 0, ptr %_29 monotonic, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i, i8 0, i64 16, i1 false)
  %_2.i = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i) #19
  %_6.i = load i64, ptr %now.i, align 8, !noundef !3
  %_8.i = load i64, ptr %1, align 8, !noundef !3
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i)
  %_18 = load ptr, ptr %4, align 8, !noundef !3
  call void @rusticle_run(ptr noundef %_18) #19
  call void @llvm.lifetime.start.p0(ptr nonnull %answer)
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i2)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i2, i8 0, i64 16, i1 false)
  %_2.i3 = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i2) #19
  %_6.i4 = load i64, ptr %now.i2, align 8, !noundef !3
  %_8.i6 = load i64, ptr %2, align 8, !noundef !3
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i2)
  %reass.add = sub i64 %_6.i4, %_6.i
  %reass.mul = mul i64 %reass.add, 1000000000
  %_0.i7 = sub i64 %_8.i6, %_8.i
  %_20 = add i64 %_0.i7, %reass.mul
  %8 = or i64 %_20, -9223372036854775808
  store i64 %8, ptr %answer, align 8
  %_22 = call noundef i64 @write(i32 noundef %output, ptr noundef nonnull %answer, i64 noundef 8) #19
  %9 = icmp eq i64 %_22, 8
  call void @llvm.lifetime.end.p0(ptr nonnull %answer)
  br i1 %9, label %bb12, label %bb13

bb13:                                             ; preds = %bb6, %bb12, %bb4, %start
  %_0.sroa.0.0 = phi i64 [ 0, %start ], [ %_7, %bb4 ], [ 0, %bb12 ], [ 0, %bb6 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %word)
  ret i64 %_0.sroa.0.0

bb12:                                             ; preds = %bb6
  call void @llvm.lifetime.end.p0(ptr nonnull %word)
  call void @llvm.lifetime.start.p0(ptr nonnull %word)
  store i64 0, ptr %word, align 8
  %_4 = call noundef i64 @read(i32 noundef 0, ptr noundef nonnull %word, i64 noundef 8) #19
  %10 = icmp eq i64 %_4, 8
  br i1 %10, label %bb4, label %bb13
}

define noundef i64 @rusticle_signal_isfirst(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
; call support::meet
  %_32 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef 0, i64 noundef 0) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 32
  %gz = load i32, ptr %3, align 8, !noundef !3
  %4 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_7.i, i1 false)
  %_14 = mul i32 %_12.i, %_11.i
  %_13 = mul i32 %_14, %gz
  %_11 = add i32 %_6.i, %_13
  %5 = and i32 %4, 31
  %waves = lshr i32 %_11, %5
  %own = lshr i32 %_5.i, %5
  %6 = getelementptr inbounds nuw i8, ptr %c, i64 128
  %_18 = load ptr, ptr %6, align 8, !noundef !3
  %_19 = zext i32 %own to i64
  %wave = getelementptr inbounds nuw %Wave, ptr %_18, i64 %_19
  %_40 = load i64, ptr %_32, align 8, !noundef !3
  %7 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_40, i1 false)
  %8 = trunc nuw nsw i64 %7 to i32
  %_20 = icmp eq i32 %_0.i, %8
  br i1 %_20, label %bb2.preheader, label %start.bb7_crit_edge

start.bb7_crit_edge:                              ; preds = %start
  %.phi.trans.insert8 = getelementptr inbounds nuw i8, ptr %wave, i64 1048
  %_0.pre = load i64, ptr %.phi.trans.insert8, align 8
  br label %bb7

bb2.preheader:                                    ; preds = %start
  %_414.not = icmp eq i32 %waves, 0
  %.phi.trans.insert = getelementptr inbounds nuw i8, ptr %wave, i64 1040
  %.pre = load i64, ptr %.phi.trans.insert, align 8
  br i1 %_414.not, label %bb13, label %bb12.lr.ph

bb12.lr.ph:                                       ; preds = %bb2.preheader
  %wide.trip.count = zext i32 %waves to i64
  %xtraiter = and i64 %wide.trip.count, 3
  %9 = icmp ult i32 %waves, 4
  br i1 %9, label %bb12.epil.preheader, label %bb12.lr.ph.new

bb12.lr.ph.new:                                   ; preds = %bb12.lr.ph
  %unroll_iter = and i64 %wide.trip.count, 4294967292
  br label %bb12

bb7:                                              ; preds = %start.bb7_crit_edge, %bb13
  %_0 = phi i64 [ %_0.pre, %start.bb7_crit_edge ], [ %first.sroa.0.0.lcssa, %bb13 ]
  ret i64 %_0

bb13.loopexit.unr-lcssa:                          ; preds = %bb12
  %lcmp.mod.not = icmp eq i64 %xtraiter, 0
  br i1 %lcmp.mod.not, label %bb13, label %bb12.epil.preheader

bb12.epil.preheader:                              ; preds = %bb13.loopexit.unr-lcssa, %bb12.lr.ph
  %indvars.iv.epil.init = phi i64 [ 0, %bb12.lr.ph ], [ %indvars.iv.next.3, %bb13.loopexit.unr-lcssa ]
  %first.sroa.0.06.epil.init = phi i64 [ 1, %bb12.lr.ph ], [ %spec.select.3, %bb13.loopexit.unr-lcssa ]
  %lcmp.mod11 = icmp ne i64 %xtraiter, 0
  tail call void @llvm.assume(i1 %lcmp.mod11)
  br label %bb12.epil

bb12.epil:                                        ; preds = %bb12.epil, %bb12.epil.preheader
  %indvars.iv.epil = phi i64 [ %indvars.iv.epil.init, %bb12.epil.preheader ], [ %indvars.iv.next.epil, %bb12.epil ]
  %first.sroa.0.06.epil = phi i64 [ %first.sroa.0.06.epil.init, %bb12.epil.preheader ], [ %spec.select.epil, %bb12.epil ]
  %epil.iter = phi i64 [ 0, %bb12.epil.preheader ], [ %epil.iter.next, %bb12.epil ]
  %indvars.iv.next.epil = add nuw nsw i64 %indvars.iv.epil, 1
  %_27.epil = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv.epil
  %10 = getelementptr inbounds nuw i8, ptr %_27.epil, i64 1040
  %_26.epil = load i64, ptr %10, align 8, !noundef !3
  %_25.epil = icmp ugt i64 %_26.epil, %.pre
  %spec.select.epil = select i1 %_25.epil, i64 0, i64 %first.sroa.0.06.epil
  %epil.iter.next = add i64 %epil.iter, 1
  %epil.iter.cmp.not = icmp eq i64 %epil.iter.next, %xtraiter
  br i1 %epil.iter.cmp.not, label %bb13, label %bb12.epil, !llvm.loop !59

bb13:                                             ; preds = %bb13.loopexit.unr-lcssa, %bb12.epil, %bb2.preheader
  %first.sroa.0.0.lcssa = phi i64 [ 1, %bb2.preheader ], [ %spec.select.3, %bb13.loopexit.unr-lcssa ], [ %spec.select.epil, %bb12.epil ]
  %11 = getelementptr inbounds nuw i8, ptr %wave, i64 1048
  store i64 %first.sroa.0.0.lcssa, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %wave, i64 1040
  %13 = add i64 %.pre, 1
  store i64 %13, ptr %12, align 8
  br label %bb7

bb12:                                             ; preds = %bb12, %bb12.lr.ph.new
  %indvars.iv = phi i64 [ 0, %bb12.lr.ph.new ], [ %indvars.iv.next.3, %bb12 ]
  %first.sroa.0.06 = phi i64 [ 1, %bb12.lr.ph.new ], [ %spec.select.3, %bb12 ]
  %niter = phi i64 [ 0, %bb12.lr.ph.new ], [ %niter.next.3, %bb12 ]
  %_27 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %14 = getelementptr inbounds nuw i8, ptr %_27, i64 1040
  %_26 = load i64, ptr %14, align 8, !noundef !3
  %_25 = icmp ugt i64 %_26, %.pre
  %15 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %16 = getelementptr inbounds nuw i8, ptr %15, i64 2096
  %_26.1 = load i64, ptr %16, align 8, !noundef !3
  %_25.1 = icmp ugt i64 %_26.1, %.pre
  %17 = or i1 %_25.1, %_25
  %18 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 3152
  %_26.2 = load i64, ptr %19, align 8, !noundef !3
  %_25.2 = icmp ugt i64 %_26.2, %.pre
  %20 = or i1 %_25.2, %17
  %indvars.iv.next.3 = add nuw nsw i64 %indvars.iv, 4
  %21 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %22 = getelementptr inbounds nuw i8, ptr %21, i64 4208
  %_26.3 = load i64, ptr %22, align 8, !noundef !3
  %_25.3 = icmp ugt i64 %_26.3, %.pre
  %23 = select i1 %_25.3, i1 true, i1 %20
  %spec.select.3 = select i1 %23, i64 0, i64 %first.sroa.0.06
  %niter.next.3 = add i64 %niter, 4
  %niter.ncmp.3 = icmp eq i64 %niter.next.3, %unroll_iter
  br i1 %niter.ncmp.3, label %bb13.loopexit.unr-lcssa, label %bb12
}

define void @rusticle_trap(ptr noundef readonly captures(none) %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %b) unnamed_addr #2 {
start:
  %_8 = alloca [32 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %_8)
  store i64 %a, ptr %_8, align 8
  %0 = getelementptr inbounds nuw i8, ptr %_8, i64 8
  store i64 %b, ptr %0, align 8
  %1 = getelementptr inbounds nuw i8, ptr %_8, i64 16
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %1, i8 0, i64 16, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hec21175f713003c2E(ptr noundef %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 1, i32 noundef %site, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_8) #21
  unreachable
}

define noundef i64 @rusticle_update_dpp(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %old, i64 noundef %value, i32 noundef %control, i32 noundef %masks, i32 noundef %bound_control) unnamed_addr #1 {
start:
; call support::meet
  %_66 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef 0) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %row = and i32 %_0.i, -16
  %within = and i32 %_0.i, 15
  %_15 = lshr i32 %_0.i, 4
  %3 = and i32 %_15, 31
  %4 = shl nuw i32 1, %3
  %5 = and i32 %4, %masks
  %6 = icmp eq i32 %5, 0
  br i1 %6, label %bb55, label %bb2

bb2:                                              ; preds = %start
  %_19 = lshr i32 %within, 2
  %7 = shl nuw nsw i32 16, %_19
  %8 = and i32 %7, %masks
  %9 = icmp eq i32 %8, 0
  br i1 %9, label %bb55, label %bb5

bb5:                                              ; preds = %bb2
  %_31 = icmp ult i32 %control, 256
  br i1 %_31, label %bb7, label %bb8

bb55:                                             ; preds = %bb50, %start, %bb2, %bb61
  %_0.sroa.0.0 = phi i64 [ %old., %bb50 ], [ %old, %start ], [ %33, %bb61 ], [ %old, %bb2 ]
  ret i64 %_0.sroa.0.0

bb8:                                              ; preds = %bb5
  %_28 = icmp ne i32 %control, 256
  %_29 = icmp ult i32 %control, 272
  %or.cond2 = and i1 %_28, %_29
  br i1 %or.cond2, label %bb9, label %bb10

bb7:                                              ; preds = %bb5
  %_32 = and i32 %_0.i, -4
  %_36 = shl i32 %_0.i, 1
  %_35 = and i32 %_36, 6
  %_34 = lshr i32 %control, %_35
  %_33 = and i32 %_34, 3
  %10 = or disjoint i32 %_33, %_32
  br label %bb45

bb10:                                             ; preds = %bb8
  %11 = add i32 %control, -273
  %or.cond3 = icmp ult i32 %11, 15
  br i1 %or.cond3, label %bb11, label %bb12

bb9:                                              ; preds = %bb8
  %_39 = and i32 %control, 15
  %_38 = add nuw nsw i32 %within, %_39
  %_37 = icmp samesign ult i32 %_38, 16
  br i1 %_37, label %bb33, label %bb50

bb12:                                             ; preds = %bb10
  %12 = add i32 %control, -289
  %or.cond4 = icmp ult i32 %12, 15
  br i1 %or.cond4, label %bb13, label %bb14

bb11:                                             ; preds = %bb10
  %_41 = and i32 %control, 15
  %_40.not = icmp samesign ult i32 %within, %_41
  br i1 %_40.not, label %bb50, label %bb35

bb14:                                             ; preds = %bb12
  switch i32 %control, label %bb15 [
    i32 304, label %bb32
    i32 308, label %bb31
    i32 312, label %bb30
    i32 316, label %bb29
    i32 320, label %bb28
    i32 321, label %bb27
    i32 322, label %bb26
    i32 323, label %bb25
  ]

bb13:                                             ; preds = %bb12
  %_43 = sub i32 %_0.i, %control
  %_42 = and i32 %_43, 15
  %13 = or disjoint i32 %_42, %row
  br label %bb45

bb15:                                             ; preds = %bb14
  %14 = and i32 %control, -16
  switch i32 %14, label %bb50 [
    i32 336, label %bb16
    i32 352, label %bb18
  ]

bb32:                                             ; preds = %bb14
  %15 = add i32 %_0.i, 1
  %_45 = icmp ult i32 %15, %_7.i
  br i1 %_45, label %bb46, label %bb50

bb31:                                             ; preds = %bb14
  %_47 = add i32 %_0.i, 1
  %16 = and i32 %_47, %_6.i
  br label %bb45

bb30:                                             ; preds = %bb14
  %_49.not = icmp eq i32 %_0.i, 0
  br i1 %_49.not, label %bb50, label %bb39

bb29:                                             ; preds = %bb14
  %_50 = add i32 %_0.i, -1
  %17 = and i32 %_50, %_6.i
  br label %bb45

bb28:                                             ; preds = %bb14
  %18 = xor i32 %_0.i, 15
  br label %bb45

bb27:                                             ; preds = %bb14
  %19 = xor i32 %_0.i, 7
  br label %bb45

bb26:                                             ; preds = %bb14
  %_56.not = icmp eq i32 %row, 0
  br i1 %_56.not, label %bb50, label %bb41

bb25:                                             ; preds = %bb14
  %_57 = icmp ugt i32 %_0.i, 31
  br i1 %_57, label %bb58, label %bb50

bb45:                                             ; preds = %bb7, %bb33, %bb35, %bb13, %bb16, %bb18, %bb27, %bb28, %bb29, %bb31
  %from.sroa.0.0 = phi i32 [ %10, %bb7 ], [ %26, %bb33 ], [ %25, %bb35 ], [ %13, %bb13 ], [ %22, %bb16 ], [ %24, %bb18 ], [ %18, %bb28 ], [ %16, %bb31 ], [ %19, %bb27 ], [ %17, %bb29 ]
  %_61.not = icmp eq i32 %from.sroa.0.0, -1
  br i1 %_61.not, label %bb50, label %bb46

bb39:                                             ; preds = %bb30
  %20 = add i32 %_0.i, -1
  br label %bb46

bb41:                                             ; preds = %bb26
  %21 = add i32 %row, -1
  br label %bb46

bb46:                                             ; preds = %bb41, %bb39, %bb32, %bb45
  %from.sroa.0.1 = phi i32 [ %from.sroa.0.0, %bb45 ], [ %21, %bb41 ], [ %20, %bb39 ], [ %15, %bb32 ]
  %_69 = icmp ult i32 %from.sroa.0.1, 64
  br i1 %_69, label %bb58, label %bb50

bb16:                                             ; preds = %bb15
  %_58 = and i32 %control, 15
  %22 = or disjoint i32 %row, %_58
  br label %bb45

bb18:                                             ; preds = %bb15
  %23 = and i32 %control, 15
  %24 = xor i32 %_0.i, %23
  br label %bb45

bb35:                                             ; preds = %bb11
  %25 = sub nuw i32 %_0.i, %_41
  br label %bb45

bb33:                                             ; preds = %bb9
  %26 = add i32 %_0.i, %_39
  br label %bb45

bb50:                                             ; preds = %bb15, %bb32, %bb30, %bb26, %bb25, %bb11, %bb9, %bb58, %bb46, %bb45
  %27 = icmp eq i32 %bound_control, 0
  %old. = select i1 %27, i64 %old, i64 0
  br label %bb55

bb58:                                             ; preds = %bb25, %bb46
  %from.sroa.0.117 = phi i32 [ %from.sroa.0.1, %bb46 ], [ 31, %bb25 ]
  %_72 = load i64, ptr %_66, align 8, !noundef !3
  %28 = zext nneg i32 %from.sroa.0.117 to i64
  %29 = shl nuw i64 1, %28
  %30 = and i64 %29, %_72
  %_63.not = icmp eq i64 %30, 0
  br i1 %_63.not, label %bb50, label %bb61

bb61:                                             ; preds = %bb58
  %31 = getelementptr inbounds nuw i8, ptr %_66, i64 8
  %32 = getelementptr inbounds nuw i64, ptr %31, i64 %28
  %33 = load i64, ptr %32, align 8, !noundef !3
  br label %bb55
}

define noundef i64 @rusticle_wave_barrier(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef returned %a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_9 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) #22
  ret i64 %a
}

define noundef i32 @rusticle_wave_id(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #6 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11 = load i32, ptr %1, align 4, !noundef !3
  %_10 = mul i32 %_11, %z
  %_9 = add i32 %_10, %y
  %_12 = load i32, ptr %0, align 8, !noundef !3
  %_8 = mul i32 %_9, %_12
  %_5 = add i32 %_8, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7 = load i32, ptr %2, align 4, !noundef !3
  %3 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_7, i1 false)
  %4 = and i32 %3, 31
  %_0 = lshr i32 %_5, %4
  ret i32 %_0
}

define noundef i64 @rusticle_writelane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %lane, i64 noundef %old) unnamed_addr #1 {
start:
; call support::meet
  %_17 = tail call fastcc noundef ptr @_ZN7support4meet17h148a539fe9f208b8E(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %lane) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_20 = load i64, ptr %_17, align 8, !noundef !3
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_20, i1 false)
  %_22 = and i64 %3, 63
  %4 = getelementptr inbounds nuw i8, ptr %_17, i64 8
  %5 = getelementptr inbounds nuw i8, ptr %_17, i64 520
  %6 = getelementptr inbounds nuw i64, ptr %5, i64 %_22
  %_11 = load i64, ptr %6, align 8, !noundef !3
  %_10 = trunc i64 %_11 to i32
  %7 = xor i32 %_5.i, %_10
  %8 = and i32 %7, %_6.i
  %_14 = icmp eq i32 %8, 0
  br i1 %_14, label %bb1, label %bb3

bb1:                                              ; preds = %start
  %_27 = icmp samesign ult i64 %3, 64
  br i1 %_27, label %bb13, label %bb3

bb3:                                              ; preds = %bb13, %bb1, %start, %bb10
  %_0.sroa.0.0 = phi i64 [ %old, %start ], [ %13, %bb10 ], [ 0, %bb1 ], [ 0, %bb13 ]
  ret i64 %_0.sroa.0.0

bb13:                                             ; preds = %bb1
  %9 = shl nuw i64 1, %_22
  %10 = and i64 %9, %_20
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %bb3, label %bb10

bb10:                                             ; preds = %bb13
  %12 = getelementptr inbounds nuw i64, ptr %4, i64 %_22
  %13 = load i64, ptr %12, align 8, !noundef !3
  br label %bb3
}

define void @rusticle_yield(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_6 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_12 = load i32, ptr %2, align 4, !noundef !3
  %_11 = mul i32 %_12, %z
  %_10 = add i32 %_11, %y
  %_13 = load i32, ptr %1, align 8, !noundef !3
  %_9 = mul i32 %_10, %_13
  %_8 = add i32 %_9, %x
  %_7 = zext i32 %_8 to i64
  %_5 = getelementptr inbounds nuw %Fiber, ptr %_6, i64 %_7
  %3 = getelementptr inbounds nuw i8, ptr %_5, i64 8
  store i32 4, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %_5, i64 48
  %_14 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_14, i64 112
  %_17 = load ptr, ptr %5, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %_5, ptr noundef %_17) #19
  ret void
}

declare void @llvm.lifetime.start.p0(ptr captures(none)) #8

declare void @llvm.lifetime.end.p0(ptr captures(none)) #8

declare void @llvm.assume(i1 noundef) #9

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg) #10


declare void @llvm.memset.p0.i64(ptr writeonly captures(none), i8, i64, i1 immarg) #12

declare void @rusticle_switch(ptr noundef, ptr noundef) unnamed_addr #1

declare noundef i32 @usleep(i32 noundef) unnamed_addr #1

declare noundef i32 @clock_gettime(i32 noundef, ptr noundef) unnamed_addr #1

declare i32 @llvm.cttz.i32(i32, i1 immarg) #13

declare noundef ptr @rusticle_new_stack(ptr noundef, ptr noundef nonnull, ptr noundef) unnamed_addr #1

declare noundef i32 @munmap(ptr noundef, i64 noundef) unnamed_addr #1

declare noundef ptr @mmap(ptr noundef, i64 noundef, i32 noundef, i32 noundef, i32 noundef, i64 noundef) unnamed_addr #1

declare noundef i32 @mprotect(ptr noundef, i64 noundef, i32 noundef) unnamed_addr #1

declare void @rusticle_escape(ptr noundef) unnamed_addr #14

declare i64 @llvm.cttz.i64(i64, i1 immarg) #13

declare i32 @llvm.ctpop.i32(i32) #15

declare noundef i64 @pthread_self() unnamed_addr #1

declare void @rusticle_enter(ptr noundef, ptr noundef nonnull, ptr noundef) unnamed_addr #1

declare noundef i64 @read(i32 noundef, ptr noundef captures(none), i64 noundef) unnamed_addr #16

declare noundef i64 @write(i32 noundef, ptr noundef readonly captures(none), i64 noundef) unnamed_addr #16

declare void @llvm.memmove.p0.p0.i64(ptr writeonly captures(none), ptr readonly captures(none), i64, i1 immarg) #17

declare i64 @llvm.umax.i64(i64, i64) #18

declare i64 @llvm.smax.i64(i64, i64) #18

declare i64 @llvm.smin.i64(i64, i64) #18

declare i64 @llvm.umin.i64(i64, i64) #18

declare i32 @llvm.umin.i32(i32, i32) #18

attributes #0 = { nofree norecurse noreturn nosync nounwind memory(none)   }
attributes #1 = { nounwind   }
attributes #2 = { cold noreturn nounwind   }
attributes #3 = { noinline nounwind   }
attributes #4 = { cold noinline noreturn nounwind   }
attributes #5 = { mustprogress nofree norecurse nosync nounwind willreturn memory(write, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)   }
attributes #6 = { mustprogress nofree norecurse nosync nounwind willreturn memory(argmem: read)   }
attributes #7 = { mustprogress nofree norecurse nosync nounwind willreturn memory(none)   }
attributes #8 = { mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #9 = { mustprogress nocallback nofree nosync nounwind willreturn memory(inaccessiblemem: write) }
attributes #10 = { mustprogress nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #11 = { nounwind }
attributes #12 = { mustprogress nocallback nofree nounwind willreturn memory(argmem: write) }
attributes #13 = { mustprogress nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #14 = { noreturn nounwind   }
attributes #15 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #16 = { nofree nounwind   }
attributes #17 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #18 = { nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #19 = { nounwind }
attributes #20 = { noreturn nounwind }
attributes #21 = { noinline noreturn nounwind }
attributes #22 = { noinline nounwind }


!0 = !{i32 8, !"PIC Level", i32 2}
!1 = !{i32 2, !"RtLibUseGOT", i32 1}
!2 = !{!"rustc version 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"}
!3 = !{}
!4 = !{!5}
!5 = distinct !{!5, !6, !"_ZN7support13support_queue5begin17h8c05ae4f2c10a7a5E: %packet"}
!6 = distinct !{!6, !"_ZN7support13support_queue5begin17h8c05ae4f2c10a7a5E"}
!7 = distinct !{!7, !8}
!8 = !{!"llvm.loop.unroll.disable"}
!9 = !{!"branch_weights", !"expected", i32 1, i32 2000}
!10 = !{!"branch_weights", !"expected", i32 2000, i32 1}
!11 = !{!"branch_weights", i32 1, i32 2000, i32 2000}
!12 = !{!13}
!13 = distinct !{!13, !14, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E: %_1"}
!14 = distinct !{!14, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E"}
!15 = !{!"branch_weights", !"expected", i32 0, i32 -2147483648}
!16 = !{!"branch_weights", i32 4001, i32 4000000}
!17 = !{!"branch_weights", i32 4001, i32 1}
!18 = !{!19}
!19 = distinct !{!19, !20, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E: %_1"}
!20 = distinct !{!20, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E"}
!21 = !{!"branch_weights", i32 1, i32 4001}
!22 = !{!23}
!23 = distinct !{!23, !24, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E: %_1"}
!24 = distinct !{!24, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hf893dcdfcf4f2d53E"}
!25 = !{!"branch_weights", i32 1, i32 1}
!26 = !{!"branch_weights", i32 2497643, i32 2144986005}
!27 = !{!28}
!28 = distinct !{!28, !29, !"_ZN7support7Meeting4fold17hcec0383771489a1fE: %self"}
!29 = distinct !{!29, !"_ZN7support7Meeting4fold17hcec0383771489a1fE"}
!30 = !{!31}
!31 = distinct !{!31, !32, !"_ZN7support7Meeting4fold17hf73abc3b3fd32703E: %self"}
!32 = distinct !{!32, !"_ZN7support7Meeting4fold17hf73abc3b3fd32703E"}
!33 = !{!34}
!34 = distinct !{!34, !35, !"_ZN7support7Meeting4fold17hd7557b116f13632eE: %self"}
!35 = distinct !{!35, !"_ZN7support7Meeting4fold17hd7557b116f13632eE"}
!36 = distinct !{!36, !37}
!37 = !{!"llvm.loop.peeled.count", i32 1}
!38 = !{!39}
!39 = distinct !{!39, !40, !"_ZN7support7Meeting4fold17h06bf35aef54af461E: %self"}
!40 = distinct !{!40, !"_ZN7support7Meeting4fold17h06bf35aef54af461E"}
!41 = distinct !{!41, !37}
!42 = !{!43}
!43 = distinct !{!43, !44, !"_ZN7support7Meeting4fold17h17902126fb4d9bafE: %self"}
!44 = distinct !{!44, !"_ZN7support7Meeting4fold17h17902126fb4d9bafE"}
!45 = !{!46}
!46 = distinct !{!46, !47, !"_ZN7support7Meeting4fold17hcec0383771489a1fE: %self"}
!47 = distinct !{!47, !"_ZN7support7Meeting4fold17hcec0383771489a1fE"}
!48 = !{!49}
!49 = distinct !{!49, !50, !"_ZN7support7Meeting4fold17h3e28db04adc0584fE: %self"}
!50 = distinct !{!50, !"_ZN7support7Meeting4fold17h3e28db04adc0584fE"}
!51 = distinct !{!51, !37}
!52 = !{!53}
!53 = distinct !{!53, !54, !"_ZN7support7Meeting4fold17h725c1919eff10487E: %self"}
!54 = distinct !{!54, !"_ZN7support7Meeting4fold17h725c1919eff10487E"}
!55 = distinct !{!55, !37}
!56 = !{!57}
!57 = distinct !{!57, !58, !"_ZN7support7Meeting4fold17ha27fa3ef2c660a49E: %self"}
!58 = distinct !{!58, !"_ZN7support7Meeting4fold17ha27fa3ef2c660a49E"}
!59 = distinct !{!59, !8}
